#!lua flags=no-writes
-- What a watch's indexes know of reports without their texts.
-- KEYS: mark. ARGV: prefix of the indexes; format; numbers, ascending. Answers one profile for each number, '' for none;
-- nothing at all where the indexes have not reached these reports.
local format, epoch, folded = string.match(redis.call('GET', KEYS[1]) or '', '^(%d+):(%x+):(%d+):')
if format ~= ARGV[2] or tonumber(folded) < tonumber(ARGV[#ARGV]) then return {} end
local key, found = ARGV[1] .. epoch .. ':profiles', {}
for at = 3, #ARGV do
    local entry = redis.call('XRANGE', key, ARGV[at] .. '-0', ARGV[at] .. '-0')[1]
    found[#found + 1] = entry and entry[2][2] or ''
end
return found
