import { describe, expect, it } from 'vitest'
import { isPublicAddress } from '../../../src/server/outgoing-http/public-addresses.ts'

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '203.0.114.1', '2001:4860:4860::8888', '::ffff:8.8.8.8'])(
    '%s is',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine, another spelling', '127.255.255.254'],
    ['this machine on IPv6', '::1'],
    ['this machine, IPv4 in IPv6', '::ffff:127.0.0.1'],
    ['nothing', '0.0.0.0'],
    ['nothing on IPv6', '::'],
    ['a private network', '10.1.2.3'],
    ['a private network', '172.16.0.1'],
    ['a private network', '192.168.1.1'],
    ['a private network, IPv4 in IPv6', '::ffff:10.1.2.3'],
    ['a unique local network', 'fd00::1'],
    ['a link, where clouds keep their metadata', '169.254.169.254'],
    ['a link on IPv6', 'fe80::1'],
    ['a carrier', '100.64.0.1'],
    ['everybody', '255.255.255.255'],
    ['a group', '224.0.0.1'],
    ['a translation to IPv4', '64:ff9b::7f00:1'],
    ['a tunnel to IPv4', '2002:7f00:1::'],
    ['a document', '192.0.2.1'],
    ['no address', 'localhost'],
    ['no address', ''],
  ])('%s is not: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})
