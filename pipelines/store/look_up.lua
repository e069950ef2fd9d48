#!lua flags=no-writes
-- What an article's keys hit in a watch's indexes, all of one moment.
-- KEYS: watermark, journal. ARGV: prefix of the watch's keys; msgpack {buckets, keys, posted, terms}; document,
-- address, digest.
-- Answers {watermark, last id of the journal, document, url, text, reports, sentences, terms, counts}: packed numbers.
local prefix, asked = ARGV[1], cmsgpack.unpack(ARGV[2])

local function place(key, low, width)
    local size = 2 ^ low
    return string.format('%d', math.floor(key / size)), struct.pack('>I' .. width, key % size)
end

local function collect(name, keys, low, width)
    local found = {}
    for at, key in ipairs(keys) do
        local bucket, field = place(key, low, width)
        found[at] = redis.call('HGET', prefix .. name .. ':' .. bucket, field) or ''
    end
    return found
end

local last = '0-0'
if redis.call('EXISTS', KEYS[2]) == 1 then
    local info = redis.call('XINFO', 'STREAM', KEYS[2])
    for at = 1, #info, 2 do
        if info[at] == 'last-generated-id' then last = info[at + 1] end
    end
end
local function get(name, bucket, field)
    return field ~= '' and redis.call('HGET', prefix .. name .. ':' .. bucket, field) or ''
end

return {
    redis.call('GET', KEYS[1]) or '', last,
    get('documents', asked.buckets[1], ARGV[3]), get('urls', asked.buckets[2], ARGV[4]),
    get('texts', asked.buckets[3], ARGV[5]), redis.call('HGET', prefix .. 'counts', 'reports') or '',
    collect('sentences', asked.keys, 32, 4), collect('terms', asked.posted, 20, 3), collect('counts', asked.terms, 20, 3),
}
