-- Sends the lines of BODIES in turn, each a request's body; an answer is good when its status is 200 and EXPECT is in it.
local ready, sent = {}, 0
local expected = os.getenv("EXPECT")

function start()
  for line in io.lines(os.getenv("BODIES")) do
    table.insert(ready, wrk.format("POST", nil, headers(), line))
  end
end

function request()
  sent = sent % #ready + 1
  return ready[sent]
end

function good(status, body)
  return status == 200 and body:find(expected, 1, true) ~= nil
end
