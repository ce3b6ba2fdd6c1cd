-- Shared by every workload. Arguments behind "--": token, file with a line "<task id> <version>" per task.
-- Reports one line of JSON, since wrk's own table cannot be read by a program.

ids, versions = {}, {}

function init(args)
  headers = { ["Authorization"] = "Bearer " .. args[1], ["Content-Type"] = "application/json" }
  for line in io.lines(args[2]) do
    local id, version = line:match("^(%S+) (%d+)$")
    ids[#ids + 1], versions[#versions + 1] = id, tonumber(version)
  end
  math.randomseed(os.time())
  prepare()
end

function prepare() end

function done(summary, latency, requests)
  local failed = summary.errors
  io.write(string.format(
    'BENCH {"requests": %d, "seconds": %.3f, "p50": %.3f, "p99": %.3f, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    failed.connect + failed.read + failed.write + failed.status + failed.timeout))
end
