require("common")

-- A rare word, a word of some tasks, a beginning of a common one.
local words, n = { "zeppelin", "passport", "repo" }, 0

function request()
  n = n + 1
  return wrk.format("GET", "/api/v1/tasks?q=" .. words[n % #words + 1], headers)
end
