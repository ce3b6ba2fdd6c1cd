require("common")

function prepare()
  local path = "/api/v1/tasks?status=not_started,in_progress,blocked&sort=due&limit=50"
  asked = wrk.format("GET", path, headers)
end

function request()
  return asked
end
