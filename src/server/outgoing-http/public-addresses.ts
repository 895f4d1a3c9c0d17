import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, type Dispatcher } from 'undici'

/** An address that a visitor must not make this server talk to (SSRF, CWE-918). */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'
}

/**
 * Whether an address belongs to the public internet: not to this machine, its network, a carrier's
 * inner network, or a range that only translates to such a one (RFC 6890).
 */
export function isPublicAddress(address: string): boolean {
  try {
    return ipaddr.process(address).range() === 'unicast'
  } catch {
    return false
  }
}

// The check sits where the connection takes its address from: a name that is looked up twice could
// answer differently the second time.
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '')
    const refused = addresses.find(({ address }) => !isPublicAddress(address))
    const [first] = addresses
    if (refused || !first) return callback(new PrivateAddressError(hostname), '')
    if (options.all) return callback(null, addresses as LookupAddress[])
    return callback(null, first.address, first.family)
  })
}

const agent = new Agent({ connect: { lookup: publicLookup } })

/**
 * What connects to the public internet alone, for addresses that somebody else than the operator
 * named. A request through it may fail with a PrivateAddressError.
 * @throws PrivateAddressError where the address itself says that it is not public
 */
export function publicDispatcher({ hostname }: URL): Dispatcher {
  const literal = hostname.replace(/^\[|\]$/g, '')
  // A host that is an address is not looked up.
  if (ipaddr.isValid(literal) && !isPublicAddress(literal)) throw new PrivateAddressError(hostname)
  return agent
}
