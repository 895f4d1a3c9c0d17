import { describe, expect, it } from 'vitest'
import {
  type Network,
  clientAddress,
  parseNetwork,
  networkOf,
  networksOf,
} from '../../../src/server/http/client-address.ts'

const trusted = ['127.0.0.1', '::1', '10.0.0.0/8']
  .map(parseNetwork)
  .filter((network): network is Network => network !== undefined)

describe('clientAddress', () => {
  it.each([
    ['nobody is forwarded', '203.0.113.7', undefined, '203.0.113.7'],
    ['a stranger claims to be a proxy', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['the proxy speaks', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['the proxy is on IPv6', '::1', '2001:db8::7', '2001:db8::7'],
    ['the proxy is an IPv4 address in IPv6', '::ffff:127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['two proxies', '127.0.0.1', '203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['the visitor put something in front', '127.0.0.1', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['the header is garbage', '127.0.0.1', 'unknown', '127.0.0.1'],
    ['the header is a network', '127.0.0.1', '0.0.0.0/0', '127.0.0.1'],
    ['the header is empty', '127.0.0.1', '', '127.0.0.1'],
  ])('%s', (_, peer, forwardedFor, expected) => {
    expect(clientAddress(peer, forwardedFor, trusted)).toBe(expected)
  })
})

describe('networksOf', () => {
  it('takes an IPv4 address whole, in either notation', () => {
    expect(networksOf('203.0.113.7')).toEqual(['203.0.113.7'])
    expect(networksOf('::ffff:203.0.113.7')).toEqual(['203.0.113.7'])
    expect(networksOf('203.0.113.8')).not.toEqual(networksOf('203.0.113.7'))
  })

  it.each([
    ['in one /64', '2001:db8::1', '2001:db8::ffff:ffff:ffff:ffff', [true, true, true]],
    ['in one /56', '2001:db8:0:1::1', '2001:db8:0:ff::1', [false, true, true]],
    ['in one /48', '2001:db8:0:1::1', '2001:db8:0:101::1', [false, false, true]],
    ['apart', '2001:db8:0:1::1', '2001:db8:1:1::1', [false, false, false]],
    ['on one link, with a zone', 'fe80::1%eth0', 'fe80::2', [true, true, true]],
  ])('finds two IPv6 addresses %s', (_, one, two, same) => {
    const others = networksOf(two)
    expect(networksOf(one).map((network, index) => network === others[index])).toEqual(same)
    expect(networkOf(one) === networkOf(two)).toBe(same.at(-1))
  })

  it('never takes networks of different width for one', () => {
    expect(new Set(networksOf('2001:db8::1')).size).toBe(3)
  })

  it('counts what is no address as one visitor', () => {
    expect(networksOf('')).toEqual(['unknown'])
  })
})

describe('parseNetwork', () => {
  it.each(['', 'localhost', '10.0.0.0/33', '300.1.1.1', '::/129'])(
    'knows %j for no network',
    (text) => {
      expect(parseNetwork(text)).toBeUndefined()
    },
  )
})
