-- What wrk asks, and what it tells afterwards: one line of JSON.
--   wrk … URL -- get TOKEN STATUS
--   wrk … URL -- post TOKEN STATUS KEY_PREFIX BODY [PAUSE_MS]
-- Every answer must have the STATUS; others are counted. Each POST has an idempotency key of its own. With PAUSE_MS each
-- client waits that long on average before it asks again.

local threads = {}

function setup(thread)
    table.insert(threads, thread)
    thread:set("number", #threads)
end

function init(args)
    wanted, others, sent = tonumber(args[3]), 0, 0
    wrk.headers["Authorization"] = "Bearer " .. args[2]
    if args[1] ~= "post" then return end
    wrk.method, wrk.body = "POST", args[5]
    wrk.headers["Content-Type"] = "application/json"
    local prefix = args[4] .. "-" .. number .. "-"
    request = function()
        sent = sent + 1
        wrk.headers["Idempotency-Key"] = prefix .. sent
        return wrk.format()
    end
    if not args[6] then return end
    local pause = 2 * tonumber(args[6])
    delay = function() return math.random(0, pause) end
end

function response(status)
    if status ~= wanted then others = others + 1 end
end

function done(summary, latency)
    local others = 0
    for _, thread in ipairs(threads) do others = others + thread:get("others") end
    local errors = summary.errors
    print(string.format(
        '{"requests":%d,"seconds":%.6f,"others":%d,"errors":%d,"p50":%.1f,"p99":%.1f}', summary.requests,
        summary.duration / 1e6, others, errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50), latency:percentile(99)))
end
