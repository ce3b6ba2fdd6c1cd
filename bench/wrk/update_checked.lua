require("common")

-- A task is asked for again only when its answer, with the new version, has come: no request is stale.
local n, first, last = 0, 1, 0

function prepare()
  last = #ids
end

function request()
  n = n + 1
  headers["If-Match"] = '"' .. versions[first] .. '"'
  local path = "/api/v1/tasks/" .. ids[first]
  ids[first], versions[first] = nil, nil
  first = first + 1
  return wrk.format("PATCH", path, headers, string.format('{"name": "renamed %d"}', n))
end

function response(status, _, body)
  if status == 200 then
    last = last + 1
    ids[last] = body:match('"id" : "([^"]+)"')
    versions[last] = tonumber(body:match('"version" : (%d+)}$'))
  end
end
