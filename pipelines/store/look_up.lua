#!lua flags=no-writes
-- What an article's keys hit in a watch's indexes, all of one moment.
-- KEYS: mark, count of forgotten reports. ARGV: prefix of the indexes; document, address, digest, '' for none; sentence
-- keys; terms; how many of them, from the first, are posted.
-- Answers {mark, forgotten, document, address, digest, sentences, terms, counts, number of merged stories}, just an empty
-- mark where there is none.
-- Numbers are packed; for each sentence key and each posted term, how many reports it leads to comes before them.
local mark = redis.call('GET', KEYS[1]) or ''
if mark == '' then return {mark} end
local epoch, buckets = string.match(mark, '^(%x+):%d+:%d+:%d+:(%d+)$')
buckets = tonumber(buckets)
local prefix, whole = ARGV[1] .. epoch .. ':', 1
while whole * 2 <= buckets do whole = whole * 2 end

local function get(field)
    if field == '' then return '' end
    local at = struct.unpack('>I4', field, #field - 3) % (2 * whole)
    return redis.call('HGET', prefix .. string.format('%d', at < buckets and at or at - whole), field) or ''
end

local sentences, terms, counts = {}, {}, {}
for at = 1, #ARGV[5], 5 do
    local holders = get(string.sub(ARGV[5], at, at + 4))
    sentences[#sentences + 1] = string.char(#holders / 4) .. holders
end
for at = 1, #ARGV[6] / 4 do
    local value = get(string.sub(ARGV[6], 4 * at - 3, 4 * at))
    counts[at] = value == '' and '\0\0\0\0' or string.sub(value, 1, 4)
    if at <= tonumber(ARGV[7]) then
        terms[at] = string.char(math.max(#value / 4 - 2, 0)) .. string.sub(value, 9)
    end
end
return {
    mark, redis.call('GET', KEYS[2]) or '0', get(ARGV[2]), get(ARGV[3]), get(ARGV[4]),
    table.concat(sentences), table.concat(terms), table.concat(counts), redis.call('HLEN', prefix .. 'merged'),
}
