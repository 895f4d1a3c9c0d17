import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jsonRequest } from '../../src/server/outgoing-http/json.ts'
import { sendWithinBounds } from '../../src/server/outgoing-http/send-within-bounds.ts'

/** Something in the private network that a visitor would like to reach through this server. */
const inside = createServer((socket) => {
  connections += 1
  socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}')
})
let connections = 0
let port = 0
beforeAll(async () => {
  inside.listen(0, 'localhost')
  await once(inside, 'listening')
  port = (inside.address() as AddressInfo).port
})
afterAll(() => inside.close())

describe('an issuer that the operator did not name', () => {
  it.each([
    ['a name that leads inside', 'localhost'],
    ['an address', '127.0.0.1'],
    ['an address on IPv6', '[::1]'],
    ['an address as one number', '2130706433'],
    ['an address in octal', '0177.0.0.1'],
    ['IPv4 in IPv6', '[::ffff:127.0.0.1]'],
  ])('reaches nothing inside by %s', async (_, host) => {
    const request = jsonRequest(`http://${host}:${port}/`)
    await expect(sendWithinBounds(request, 'public')).rejects.toMatchObject({
      code: 'provider_unreachable',
      message: expect.stringContaining('not public') as string,
    })
    expect(connections).toBe(0)
  })

  it('is one thing, the operator’s own is another', async () => {
    const answer = await sendWithinBounds(jsonRequest(`http://localhost:${port}/`), 'anywhere')
    expect(await answer.text()).toBe('{}')
    expect(connections).toBe(1)
  })
})
