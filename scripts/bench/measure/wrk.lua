-- wrk's side of a measurement. After `--`: FILE ORDER THINK
--   FILE   one request a line: path, or path <tab> ETag (sent as If-None-Match)
--   ORDER  random: any line each time · turn: the lines in turn, each thread from its own place
--   THINK  mean of an exponential pause before each request in milliseconds, 0 for none. With many connections, these
--          are users who do not wait for each other; the latency counts from the sending, after the pause.
-- Prints one line of JSON at the end; latencies in milliseconds.

local requests, count, order, at, think = {}, 0, "random", 0, 0
local threads = {}

function setup(thread)
    table.insert(threads, thread)
    thread:set("number", #threads)
end

function init(args)
    order, think = args[2], tonumber(args[3])
    math.randomseed(os.time() * 97 + number * 7919)
    for line in io.lines(args[1]) do
        local path, etag = line:match("^([^\t]+)\t?(.*)$")
        local head = {["Host"] = wrk.headers["Host"] or "localhost", ["Accept"] = "application/json"}
        if etag ~= "" then head["If-None-Match"] = etag end
        count = count + 1
        requests[count] = wrk.format("GET", path, head)
    end
    at = math.random(count)
    failed = 0
    unchanged = 0
    first_failure = ""
    if think > 0 then
        delay = function() return math.floor(-math.log(1 - math.random()) * think + math.random()) end
    end
    if args[4] == "check" then
        response = function(status, headers, body)
            if status == 304 then
                unchanged = unchanged + 1
            elseif status ~= 200 then
                failed = failed + 1
                if first_failure == "" then first_failure = status .. " " .. body:sub(1, 200) end
            end
        end
    end
end

function request()
    if order == "random" then
        return requests[math.random(count)]
    end
    at = at % count + 1
    return requests[at]
end

function done(summary, latency, all)
    local e, failed, unchanged, first = summary.errors, 0, 0, ""
    for _, thread in ipairs(threads) do
        failed = failed + thread:get("failed")
        unchanged = unchanged + thread:get("unchanged")
        if first == "" then first = thread:get("first_failure") end
    end
    io.write(string.format(
        '{"requests":%d,"seconds":%.4f,"p50":%.4f,"p95":%.4f,"p99":%.4f,"max":%.4f,"bytes":%d,'
        .. '"connect":%d,"read":%d,"write":%d,"timeout":%d,"status":%d,"failed":%d,"unchanged":%d,"first":%q}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
        latency:percentile(99) / 1e3, latency.max / 1e3, summary.bytes,
        e.connect, e.read, e.write, e.timeout, e.status, failed, unchanged, first))
end
