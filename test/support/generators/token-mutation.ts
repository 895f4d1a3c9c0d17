import fc from 'fast-check'

/** One change to a token of dot-separated Base64url parts; numbers wrap around its length. */
export type Mutation =
  | { readonly kind: 'flip'; readonly part: number; readonly bit: number }
  | { readonly kind: 'replace'; readonly at: number; readonly character: string }
  | { readonly kind: 'cut'; readonly from: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  | { readonly kind: 'duplicate' | 'drop' | 'foreign'; readonly part: number }
  | { readonly kind: 'swap'; readonly part: number; readonly other: number }

const position = fc.nat(100_000)
const part = fc.nat(10)
const kind = <Kind extends Mutation['kind']>(name: Kind) => fc.constant(name)

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: kind('flip'), part, bit: position }),
  fc.record({ kind: kind('replace'), at: position, character: fc.string({ unit: 'binary' }) }),
  fc.record({ kind: kind('cut'), from: position, length: fc.integer({ min: 1, max: 200 }) }),
  fc.record({
    kind: kind('insert'),
    at: position,
    text: fc.oneof(
      fc.constantFrom('.', '=', ' ', '\n', '\0', 'A', '..'),
      fc.string({ minLength: 1 }),
    ),
  }),
  fc.record({ kind: fc.constantFrom('duplicate', 'drop', 'foreign'), part }),
  fc.record({ kind: kind('swap'), part, other: part }),
)

/** @param other a second token of the same kind, which `foreign` takes a part from */
export function mutated(token: string, change: Mutation, other: string): string {
  const parts = token.split('.')
  const at = (number: number) => number % parts.length
  const spot = (number: number) => number % (token.length + 1)
  const take = (index: number) => parts[index] ?? ''
  switch (change.kind) {
    case 'flip':
      return parts.with(at(change.part), flipped(take(at(change.part)), change.bit)).join('.')
    case 'replace':
      return token.slice(0, spot(change.at)) + change.character + token.slice(spot(change.at) + 1)
    case 'cut':
      return token.slice(0, spot(change.from)) + token.slice(spot(change.from) + change.length)
    case 'insert':
      return token.slice(0, spot(change.at)) + change.text + token.slice(spot(change.at))
    case 'duplicate':
      return parts.toSpliced(at(change.part), 0, take(at(change.part))).join('.')
    case 'drop':
      return parts.toSpliced(at(change.part), 1).join('.')
    case 'foreign':
      return parts.with(at(change.part), other.split('.')[at(change.part)] ?? '').join('.')
    case 'swap': {
      const [one, two] = [at(change.part), at(change.other)]
      return parts.with(one, take(two)).with(two, take(one)).join('.')
    }
  }
}

/**
 * Whether two tokens are the same bytes: the last character of a part may hold bits that belong to
 * no byte (RFC 4648, 3.5), and a token that differs in those alone is the same token. Characters
 * outside of the alphabet make it another one.
 */
export function sameBytes(one: string, two: string): boolean {
  return canonical(one) === canonical(two)
}

function canonical(token: string): string {
  if (!/^[\w.-]*$/.test(token)) return token
  const bytes = token.split('.').map((text) => Buffer.from(text, 'base64url').toString('base64url'))
  return bytes.join('.')
}

function flipped(text: string, bit: number): string {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length === 0) return `${text}A`
  const index = (bit >> 3) % bytes.length
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (bit & 7))
  return bytes.toString('base64url')
}
