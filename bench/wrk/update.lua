require("common")

local n = 0

function request()
  n = n + 1
  return wrk.format("PATCH", "/api/v1/tasks/" .. ids[math.random(#ids)], headers,
    string.format('{"name": "renamed %d"}', n))
end
