import { describe, expect, it } from 'vitest'
import {
  type Network,
  clientAddress,
  parseNetwork,
  visitorKey,
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

describe('visitorKey', () => {
  it('takes an IPv4 address whole, in either notation', () => {
    expect(visitorKey('203.0.113.7')).toBe('203.0.113.7')
    expect(visitorKey('::ffff:203.0.113.7')).toBe('203.0.113.7')
    expect(visitorKey('203.0.113.8')).not.toBe(visitorKey('203.0.113.7'))
  })

  it('takes the /64 of an IPv6 address', () => {
    expect(visitorKey('2001:db8::1')).toBe(visitorKey('2001:db8::ffff:ffff:ffff:ffff'))
    expect(visitorKey('2001:db8::1')).not.toBe(visitorKey('2001:db8:0:1::1'))
    expect(visitorKey('fe80::1%eth0')).toBe(visitorKey('fe80::2'))
  })

  it('counts what is no address as one visitor', () => {
    expect(visitorKey('')).toBe('unknown')
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
