import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** A private address that a visitor must not make this server connect to (SSRF, CWE-918). */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'
}

/**
 * Whether an IP address is on the public internet: not loopback, private, link-local, carrier-grade
 * NAT, multicast, or a range that translates to one of these (RFC 6890).
 */
export function isPublicAddress(address: string): boolean {
  try {
    return ipaddr.process(address).range() === 'unicast'
  } catch {
    return false
  }
}

/**
 * `dns.lookup` that fails with a {@link PrivateAddressError} where any address of the name is
 * private. For the connection itself: a name that is looked up twice may answer differently the
 * second time (DNS rebinding).
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '')
    const refused = addresses.find(({ address }) => !isPublicAddress(address))
    const [first] = addresses
    if (refused || !first) return callback(new PrivateAddressError(hostname), '')
    if (options.all) return callback(null, addresses as LookupAddress[])
    return callback(null, first.address, first.family)
  })
}

/**
 * Refuses a host that is itself a private IP address: those are connected to without a look-up.
 * @throws PrivateAddressError
 */
export function refusePrivateHost({ hostname }: URL): void {
  const literal = hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(literal) && !isPublicAddress(literal)) throw new PrivateAddressError(hostname)
}
