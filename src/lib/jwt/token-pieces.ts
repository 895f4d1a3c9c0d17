import { claimRanges } from './claim-ranges.ts'

/** Consecutive characters of a token part. */
export interface TokenPiece {
  readonly text: string
  /** The member that it holds, counted from 0, with its name; undefined between members. */
  readonly member?: { readonly name: string; readonly index: number }
}

/** The pieces of header and payload of a JWT, and its signature. */
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

/** Splits a Base64url part into its members and the characters between them. */
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
 * The members as `JSON.parse` sees them: of two with the same name only the last. They keep the
 * order of the token; a JavaScript object would put integer names first.
 */
export function namedMembers(
  pieces: readonly TokenPiece[],
): readonly NonNullable<TokenPiece['member']>[] {
  const named = new Map<string, NonNullable<TokenPiece['member']>>()
  for (const { member } of pieces) {
    if (!member) continue
    // Delete first: a map keeps the position of an existing key.
    named.delete(member.name)
    named.set(member.name, member)
  }
  return [...named.values()]
}
