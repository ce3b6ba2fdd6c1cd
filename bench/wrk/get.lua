require("common")

function request()
  return wrk.format("GET", "/api/v1/tasks/" .. ids[math.random(#ids)], headers)
end
