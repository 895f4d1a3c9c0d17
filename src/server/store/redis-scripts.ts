/**
 * A record is a hash: `value` is its JSON, `consumed` overrides the member of that name, and `index`,
 * `alias` and `group` are the keys that point to it. Redis runs a script atomically, so these never
 * disagree.
 */
const shared = `
local function drop(record)
  local names = redis.call('HMGET', record, 'index', 'alias', 'group')
  if names[1] then redis.call('ZREM', names[1], record) end
  if names[2] and redis.call('GET', names[2]) == record then redis.call('DEL', names[2]) end
  if names[3] then redis.call('SREM', names[3], record) end
  return redis.call('DEL', record)
end
-- Extends the expiry of a key to that of the record just added to it.
local function keep(key, ttl, isNew)
  if ttl == '' then return redis.call('PERSIST', key) end
  local left = redis.call('PTTL', key)
  if isNew or (left >= 0 and left < tonumber(ttl)) then redis.call('PEXPIRE', key, ttl) end
end
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
`

/**
 * KEYS: record, index of its kind. ARGV: value, consumed, time to live (ms), alias, group (keys),
 * '1' to keep an existing record. An empty string stands for none.
 * @returns 1 where it was written
 */
export const write = `${shared}
local record, index = KEYS[1], KEYS[2]
local value, consumed, ttl, alias, group, absent = unpack(ARGV)
if redis.call('EXISTS', record) == 1 then
  if absent == '1' then return 0 end
  drop(record)
end
redis.call('HSET', record, 'value', value, 'index', index)
if consumed ~= '' then redis.call('HSET', record, 'consumed', consumed) end
if alias ~= '' then
  redis.call('HSET', record, 'alias', alias)
  redis.call('SET', alias, record)
  if ttl ~= '' then redis.call('PEXPIRE', alias, ttl) end
end
if group ~= '' then
  redis.call('HSET', record, 'group', group)
  local isNew = redis.call('EXISTS', group) == 0
  redis.call('SADD', group, record)
  keep(group, ttl, isNew)
end
redis.call('ZREMRANGEBYSCORE', index, '-inf', now())
local isNew = redis.call('EXISTS', index) == 0
redis.call('ZADD', index, ttl == '' and '+inf' or now() + ttl, record)
keep(index, ttl, isNew)
if ttl ~= '' then redis.call('PEXPIRE', record, ttl) end
return 1
`

/**
 * KEYS: record, index of its kind. ARGV: value that was read, new value, time to live (ms).
 * @returns 1 where it was written
 */
export const compareAndSet = `${shared}
local record, index = KEYS[1], KEYS[2]
local before, after, ttl = unpack(ARGV)
if redis.call('HGET', record, 'value') ~= before then return 0 end
redis.call('HSET', record, 'value', after)
redis.call('PEXPIRE', record, ttl)
redis.call('ZADD', index, now() + ttl, record)
keep(index, ttl, false)
local group = redis.call('HGET', record, 'group')
if group then keep(group, ttl, false) end
return 1
`

/** KEYS: record. ARGV: value that was read. @returns 1 where it was deleted */
export const compareAndDelete = `${shared}
if redis.call('HGET', KEYS[1], 'value') ~= ARGV[1] then return 0 end
drop(KEYS[1])
return 1
`

/**
 * KEYS: index of a kind. ARGV: how many records to return.
 * @returns how many records the largest group of the kind has, then those that expire first
 */
export const largestGroup = `${shared}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now())
local records = redis.call('ZRANGE', KEYS[1], 0, -1)
local groups, sizes, largest, found = {}, {}, nil, {0}
for place, record in ipairs(records) do
  local group = redis.call('HGET', record, 'group')
  groups[place] = group
  if group then
    sizes[group] = (sizes[group] or 0) + 1
    if sizes[group] > found[1] then largest, found[1] = group, sizes[group] end
  end
end
for place, record in ipairs(records) do
  if #found > tonumber(ARGV[1]) then break end
  if largest and groups[place] == largest then found[#found + 1] = record end
end
return found
`

/** KEYS: alias. @returns value and consumed, or nothing */
export const readByAlias = `
local record = redis.call('GET', KEYS[1])
if not record then return false end
return redis.call('HMGET', record, 'value', 'consumed')
`

/** KEYS: record. ARGV: seconds since 1970. @returns 1 where it was not consumed before */
export const consume = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
return redis.call('HSETNX', KEYS[1], 'consumed', ARGV[1])
`

/** KEYS: index of a kind. @returns the number of its records */
export const count = `${shared}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now())
return redis.call('ZCARD', KEYS[1])
`

/** KEYS: record. */
export const remove = `${shared}
return drop(KEYS[1])
`

/** KEYS: group. */
export const removeGroup = `${shared}
for _, record in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if redis.call('HGET', record, 'group') == KEYS[1] then drop(record) end
end
return redis.call('DEL', KEYS[1])
`
