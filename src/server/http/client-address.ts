import ipaddr from 'ipaddr.js'

type Address = ReturnType<typeof ipaddr.process>

/** An IP network (CIDR): its address and the length of the prefix. */
export type Network = readonly [Address, number]

/** Reads `127.0.0.1`, `::1` or a network such as `10.0.0.0/8`; undefined for anything else. */
export function parseNetwork(text: string): Network | undefined {
  try {
    if (text.includes('/')) return ipaddr.parseCIDR(text)
    const address = ipaddr.process(text)
    return [address, address.kind() === 'ipv4' ? 32 : 128]
  } catch {
    return undefined
  }
}

/**
 * The IP address of the client. `X-Forwarded-For` is read from its right end; entries left of the
 * first untrusted hop are ignored, because the client can write them.
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
    if (parseNetwork(next) === undefined || next.includes('/')) break
    address = next
  }
  return address
}

/** Prefix lengths of IPv6 by which visitors are counted: a network link, a household, a site. */
const prefixes = [64, 56, 48] as const

/**
 * The networks of a visitor, the narrowest first: the whole IPv4 address, or the /64, /56 and /48 of
 * an IPv6 address, because one household may use every address of its /56 (RFC 6177).
 */
export function networksOf(address: string): readonly string[] {
  // A link-local IPv6 address may end in a zone: `fe80::1%eth0`.
  const parsed = parseNetwork(address.split('%', 1)[0] ?? '')?.[0]
  if (parsed === undefined) return ['unknown']
  if (parsed.kind() === 'ipv4') return [parsed.toString()]
  const bytes = parsed.toByteArray()
  return prefixes.map((bits) => `${bytes.slice(0, bits / 8).join('.')}/${bits}`)
}

/** The widest network of a visitor. */
export function networkOf(address: string): string {
  return networksOf(address).at(-1) ?? 'unknown'
}

function isIn(text: string, networks: readonly Network[]): boolean {
  const address = parseNetwork(text)?.[0]
  if (address === undefined) return false
  return networks.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  )
}
