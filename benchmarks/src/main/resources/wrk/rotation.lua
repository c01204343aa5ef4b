-- Refreshes with each of TOKENS in turn and keeps what comes back. What is left at the end is written there for the next round.
local prefix = os.getenv("PREFIX")
local head, tail = 1, 0
tokens = {}

function start()
  for line in io.lines(os.getenv("TOKENS")) do
    tail = tail + 1
    tokens[tail] = line
  end
end

function request()
  local token = tokens[head]
  tokens[head] = nil
  head = head + 1
  return wrk.format("POST", nil, headers(), prefix .. (token or "none-left"))
end

function good(status, body)
  local token = body:match('"refresh_token"%s*:%s*"([^"]+)"')
  if status ~= 200 or not token then return false end
  tail = tail + 1
  tokens[tail] = token
  return true
end

function finish(thread)
  local file = io.open(os.getenv("TOKENS"), "w")
  for _, token in pairs(thread:get("tokens")) do file:write(token, "\n") end
  file:close()
end
