import Negotiator from 'negotiator'

/** A content coding of RFC 9110, 8.4.1. */
export type Coding = 'br' | 'gzip' | 'identity'

const codings: readonly Coding[] = ['br', 'gzip', 'identity']
/** Values of `Accept-Encoding` whose outcome is kept: there are a dozen in the world's browsers. */
const mostKept = 100
const kept = new Map<string, readonly Coding[]>()

/** The codings that a visitor takes (RFC 9110, 12.5.3). */
export function acceptedCodings(acceptEncoding: string): readonly Coding[] {
  const known = kept.get(acceptEncoding)
  if (known) return known
  const negotiator = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } })
  const accepted = negotiator.encodings([...codings]) as Coding[]
  if (kept.size < mostKept) kept.set(acceptEncoding, accepted)
  return accepted
}
