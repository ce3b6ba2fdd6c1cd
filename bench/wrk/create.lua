require("common")

local n = 0

function request()
  n = n + 1
  local body = string.format('{"name": "water the plants %d", "priority": "high", "due": "2027-03-14"}', n)
  return wrk.format("POST", "/api/v1/tasks", headers, body)
end
