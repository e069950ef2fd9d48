#!lua
-- Adds one report to a watch's indexes, if it is the one that comes next.
-- KEYS: watermark. ARGV: prefix of the watch's keys; msgpack {format, number, after, buckets, keys, posted, terms, merges,
-- limits}; document, address, digest, profile. Answers the watermark that stands afterwards.
-- Every write may be made twice without harm, and the watermark is written last: an index that was torn is folded again.
local prefix, entry = ARGV[1], cmsgpack.unpack(ARGV[2])
local number = entry.number
local mark = redis.call('GET', KEYS[1])
local format, folded = string.match(mark or '', '^(%d+):(%d+)$')
if tonumber(format) ~= entry.format or tonumber(folded) >= number or tonumber(folded) < entry.after then
    return mark
end

local function place(key, low, width)
    local size = 2 ^ low
    return string.format('%d', math.floor(key / size)), struct.pack('>I' .. width, key % size)
end

local function with_holder(key, field, limit)
    local held = redis.call('HGET', key, field) or ''
    local holders, seen = {}, false
    for at = 1, #held, 4 do
        local holder = struct.unpack('>I4', held, at)
        if holder == number then seen = true end
        holders[#holders + 1] = holder
    end
    if seen then return end
    holders[#holders + 1] = number
    table.sort(holders)
    if #holders > limit then table.remove(holders, 2) end
    local packed = {}
    for at, holder in ipairs(holders) do packed[at] = struct.pack('>I4', holder) end
    redis.call('HSET', key, field, table.concat(packed))
end

local function first(key, field)
    local held = redis.call('HGET', key, field)
    if not held or struct.unpack('>I4', held) > number then
        redis.call('HSET', key, field, struct.pack('>I4', number))
    end
end

local document, url, digest, profile = ARGV[3], ARGV[4], ARGV[5], ARGV[6]
first(prefix .. 'documents:' .. entry.buckets[1], document)
if url ~= '' then
    local key = prefix .. 'urls:' .. entry.buckets[2]
    local held = redis.call('HGET', key, url)
    if not held or struct.unpack('>I4', held) < number then
        redis.call('HSET', key, url, struct.pack('>I4', number))
    end
end
if profile ~= '' then
    if digest ~= '' then first(prefix .. 'texts:' .. entry.buckets[3], digest) end
    for _, key in ipairs(entry.keys) do
        local bucket, field = place(key, 32, 4)
        with_holder(prefix .. 'sentences:' .. bucket, field, entry.limits[1])
    end
    for _, term in ipairs(entry.posted) do
        local bucket, field = place(term, 20, 3)
        with_holder(prefix .. 'terms:' .. bucket, field, entry.limits[2])
    end
    for _, term in ipairs(entry.terms) do
        local bucket, field = place(term, 20, 3)
        local key = prefix .. 'counts:' .. bucket
        local held = redis.call('HGET', key, field)
        local count, last = 0, 0
        if held then count, last = struct.unpack('>I4I4', held) end
        if last < number then redis.call('HSET', key, field, struct.pack('>I4I4', count + 1, number)) end
    end
    local held = redis.call('HGET', prefix .. 'counts', 'reports')
    local count, last = 0, 0
    if held then count, last = struct.unpack('>I4I4', held) end
    if last < number then redis.call('HSET', prefix .. 'counts', 'reports', struct.pack('>I4I4', count + 1, number)) end
    redis.call('SET', prefix .. 'profile:' .. string.format('%d', number), profile)
end
for _, merge in ipairs(entry.merges) do redis.call('HSET', prefix .. 'merged', merge[1], merge[2]) end
mark = string.format('%d:%d', entry.format, number)
redis.call('SET', KEYS[1], mark)
return mark
