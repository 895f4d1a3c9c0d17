import ipaddr from 'ipaddr.js'
import { LRUCache } from 'lru-cache'

type Address = ReturnType<typeof ipaddr.process>
/** Header in which the production server hands the visitor's address to the front door. */
export const clientAddressHeader = 'x-genkan-client-address'

/** A network as its first address and the length of its prefix. */
export type Network = readonly [Address, number]

/** Reads `127.0.0.1`, `::1` or a network such as `10.0.0.0/8`; undefined for anything else. */
export function parseNetwork(text: string): Network | undefined {
  if (text.includes('/')) return unlessInvalid(() => ipaddr.parseCIDR(text))
  const address = parseAddress(text)
  return address && [address, address.kind() === 'ipv4' ? 32 : 128]
}

/** Characters of an address, the name of an interface left out. */
const longest = 45
/** The proxies and visitors of the moment come with request after request. */
const parsed = new LRUCache<string, Address>({ max: 1000 })

function parseAddress(text: string): Address | undefined {
  const known = parsed.get(text)
  if (known) return known
  const address = unlessInvalid(() => ipaddr.process(text))
  if (address && text.length <= longest) parsed.set(text, address)
  return address
}

function unlessInvalid<Result>(parse: () => Result): Result | undefined {
  try {
    return parse()
  } catch {
    return undefined
  }
}

/**
 * The address of whoever sent a request. `X-Forwarded-For` is read from its right end and believed
 * as long as the one who added to it is a trusted proxy: everything left of that is hearsay.
 * @param peer address of the connection
 * @param forwardedFor the header, all occurrences joined by commas
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | undefined,
  trusted: readonly Network[],
): string {
  const hops = forwardedFor?.split(',').map((hop) => hop.trim()) ?? []
  let address = peer
  while (hops.length > 0 && isIn(address, trusted)) {
    const next = hops.pop() ?? ''
    if (parseAddress(next) === undefined) break
    address = next
  }
  return address
}

/**
 * What stands for one visitor: the whole IPv4 address, the /64 of an IPv6 address, of which every
 * household has one and can use each address in it.
 */
export function visitorKey(address: string): string {
  // A link-local address may carry the name of the interface.
  const read = parseAddress(address.split('%', 1)[0] ?? '')
  if (read === undefined) return 'unknown'
  if (read.kind() === 'ipv4') return read.toString()
  return `${read.toByteArray().slice(0, 8).join('.')}/64`
}

function isIn(text: string, networks: readonly Network[]): boolean {
  const address = parseAddress(text)
  if (address === undefined) return false
  return networks.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  )
}
