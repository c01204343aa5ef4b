-- What all kinds of load share: headers, think time, the check of each answer, and one line with the result at the end.
local threads = {}
local wanted
failures = 0
failure = ""

function headers()
  if not wanted then
    wanted = {}
    for line in io.lines(os.getenv("HEADERS")) do
      local name, value = line:match("^([^:]+): (.*)$")
      wanted[name] = value
    end
  end
  return wanted
end

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  start()
end

function response(status, headers, body)
  if not good(status, body) then
    failures = failures + 1
    if failure == "" then failure = status .. " " .. body:sub(1, 300) end
  end
end

local think = tonumber(os.getenv("THINK_MILLIS") or "0")
if think > 0 then
  math.randomseed(os.time())
  -- Exponential: requests come as from many who do not know of one another.
  function delay()
    return math.floor(-math.log(1 - math.random()) * think + 0.5)
  end
end

function done(summary, latency, requests)
  local failed, first = 0, ""
  for _, thread in ipairs(threads) do
    failed = failed + thread:get("failures")
    if first == "" then first = thread:get("failure") end
    if finish then finish(thread) end
  end
  local errors = summary.errors
  io.write(string.format(
    "result requests=%d micros=%d failed=%d broken=%d p50=%d p99=%d p999=%d\n",
    summary.requests, summary.duration, failed, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
  if first ~= "" then io.write("failure ", first:gsub("%s+", " "), "\n") end
end
