#!lua
-- Writes a report into a watch's journal behind the one that it was decided on, if that stands there as it was written.
-- KEYS: journal. ARGV: number of the report before; SHA-1 of its record; number; field; record.
local id = ARGV[1] .. '-0'
local before = redis.call('XRANGE', KEYS[1], id, id)[1]
if not before or redis.sha1hex(before[2][2]) ~= ARGV[2] then
    return redis.error_reply('SUPERSEDED The report before is another one.')
end
return redis.call('XADD', KEYS[1], ARGV[3] .. '-0', ARGV[4], ARGV[5])
