#!lua
-- Adds one report to a watch's indexes, if it is the one that comes next.
-- KEYS: mark, journal. ARGV: prefix of the indexes; number; number of the report before it; SHA-1 of its record, '' to
-- take it as given; document, address, digest, '' for none; sentence keys; terms; first term that is counted, last that is
-- posted; profile, '' for none; most holders of a sentence key, of a term; most fields of a bucket on average; then
-- stories, each with the one that it turned out to be. Answers the mark that stands afterwards.
-- Every write may be made twice without harm and the mark is written before anything is taken away: an index that was
-- torn is folded again.
local mark = redis.call('GET', KEYS[1]) or ''
local epoch, folded, reports, held, buckets = string.match(mark, '^(%x+):(%d+):(%d+):(%d+):(%d+)$')
local number, id = tonumber(ARGV[2]), ARGV[2] .. '-0'
if not epoch or tonumber(folded) >= number or tonumber(folded) < tonumber(ARGV[3]) then return mark end
if ARGV[4] ~= '' then
    local entry = redis.call('XRANGE', KEYS[2], id, id)[1]
    if not entry or redis.sha1hex(entry[2][2]) ~= ARGV[4] then return mark end
end
reports, held, buckets = tonumber(reports), tonumber(held), tonumber(buckets)
local prefix, packed = ARGV[1] .. epoch .. ':', struct.pack('>I4', number)
local whole = 1
while whole * 2 <= buckets do whole = whole * 2 end

local function hash(field) return (struct.unpack('>I4', field, #field - 3)) end

local function bucket(field)
    local at = hash(field) % (2 * whole)
    return prefix .. string.format('%d', at < buckets and at or at - whole)
end

local function put(key, field, value) held = held + redis.call('HSET', key, field, value) end

local function with_holder(holders, most)
    if string.sub(holders, -4) == packed then return holders end
    holders = holders .. packed
    return #holders <= 4 * most and holders or string.sub(holders, 1, 4) .. string.sub(holders, 9)
end

for at = 5, 7 do
    local field = ARGV[at]
    -- An address leads to its last report, a document and a text to their first.
    if field ~= '' then
        local key = bucket(field)
        if at == 6 then put(key, field, packed) else held = held + redis.call('HSETNX', key, field, packed) end
    end
end
for at = 1, #ARGV[8], 5 do
    local field = string.sub(ARGV[8], at, at + 4)
    local key = bucket(field)
    put(key, field, with_holder(redis.call('HGET', key, field) or '', tonumber(ARGV[13])))
end
local counted, posted = tonumber(ARGV[10]), tonumber(ARGV[11])
for at = 1, #ARGV[9] / 4 do
    local field = string.sub(ARGV[9], 4 * at - 3, 4 * at)
    local key = bucket(field)
    local value = redis.call('HGET', key, field) or string.rep('\0', 8)
    local count, last = struct.unpack('>I4I4', value)
    if at >= counted and last < number then count, last = count + 1, number end
    local holders = string.sub(value, 9)
    if at <= posted then holders = with_holder(holders, tonumber(ARGV[14])) end
    put(key, field, struct.pack('>I4I4', count, last) .. holders)
end
if ARGV[12] ~= '' then
    reports = reports + 1
    if #redis.call('XRANGE', prefix .. 'profiles', id, id) == 0 then
        redis.call('XADD', prefix .. 'profiles', id, 'p', ARGV[12])
    end
end
for at = 16, #ARGV, 2 do redis.call('HSET', prefix .. 'merged', ARGV[at], ARGV[at + 1]) end

-- Linear hashing: as soon as the buckets are too full, the next one in turn gives a part of its fields to a new one.
local left = {}
while held > tonumber(ARGV[15]) * buckets do
    if whole * 2 <= buckets then whole = whole * 2 end
    local source, moving, gone = buckets - whole, {}, {}
    local fields = redis.call('HGETALL', prefix .. string.format('%d', source))
    for at = 1, #fields, 2 do
        local home = hash(fields[at]) % (2 * whole)
        if home == buckets then
            moving[#moving + 1] = fields[at]
            moving[#moving + 1] = fields[at + 1]
        end
        if home ~= source then gone[#gone + 1] = fields[at] end
    end
    if #moving > 0 then redis.call('HSET', prefix .. string.format('%d', buckets), unpack(moving)) end
    if #gone > 0 then left[#left + 1] = {prefix .. string.format('%d', source), gone} end
    buckets = buckets + 1
end

mark = string.format('%s:%d:%d:%d:%d', epoch, number, reports, held, buckets)
redis.call('SET', KEYS[1], mark)
for _, each in ipairs(left) do redis.call('HDEL', each[1], unpack(each[2])) end
return mark
