#!lua flags=no-writes
-- What a watch's indexes know of reports without their texts.
-- KEYS: mark. ARGV: prefix of the indexes; numbers, ascending. Answers one profile for each number, '' for none;
-- nothing at all where the indexes have not reached these reports.
local epoch, folded = string.match(redis.call('GET', KEYS[1]) or '', '^(%x+):(%d+):')
if not epoch or tonumber(folded) < tonumber(ARGV[#ARGV]) then return {} end
local key, found = ARGV[1] .. epoch .. ':profiles', {}
for at = 2, #ARGV do
    local entry = redis.call('XRANGE', key, ARGV[at] .. '-0', ARGV[at] .. '-0')[1]
    found[#found + 1] = entry and entry[2][2] or ''
end
return found
