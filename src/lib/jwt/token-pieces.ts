import { claimRanges } from './claim-ranges.ts'

/** A run of characters of a token part. */
export interface TokenPiece {
  readonly text: string
  /** The member that it holds, counted from 0, with its name; undefined between members. */
  readonly member?: { readonly name: string; readonly index: number }
}

/** Header and payload of a JWT in pieces, and its signature. */
export type TokenInPieces = readonly [
  header: readonly TokenPiece[],
  payload: readonly TokenPiece[],
  signature: string,
]

/** @param parts of a JWT, Base64url */
export function inPieces([header, payload, signature]: readonly [
  header: string,
  payload: string,
  signature: string,
]): TokenInPieces {
  return [tokenPieces(header), tokenPieces(payload), signature]
}

/** Cuts a Base64url part into its members and what stands between them; joined, it is the part. */
export function tokenPieces(part: string): readonly TokenPiece[] {
  const pieces: TokenPiece[] = []
  let position = 0
  for (const [index, { name, start, end }] of claimRanges(part).entries()) {
    pieces.push({ text: part.slice(position, start) })
    pieces.push({ text: part.slice(start, end), member: { name, index } })
    position = end
  }
  pieces.push({ text: part.slice(position) })
  return pieces.filter((piece) => piece.text !== '')
}

/**
 * The members as a reader of JSON sees them: of two with the same name only the last, in the order
 * of the token, which an object of JavaScript does not always keep.
 */
export function namedMembers(
  pieces: readonly TokenPiece[],
): readonly NonNullable<TokenPiece['member']>[] {
  const named = new Map<string, NonNullable<TokenPiece['member']>>()
  for (const { member } of pieces) {
    if (!member) continue
    // A map keeps the place of a name that it knows.
    named.delete(member.name)
    named.set(member.name, member)
  }
  return [...named.values()]
}
