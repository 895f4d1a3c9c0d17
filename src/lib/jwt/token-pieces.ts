import { claimRanges } from './claim-ranges.ts'

/** A run of characters of a token part; `member` counts from 0 where the run holds a member. */
export interface TokenPiece {
  readonly text: string
  readonly member: number | undefined
}

/** Cuts a Base64url part into its members and what stands between them; joined, it is the part. */
export function tokenPieces(part: string): readonly TokenPiece[] {
  const pieces: TokenPiece[] = []
  let position = 0
  for (const [member, range] of claimRanges(part).entries()) {
    pieces.push({ text: part.slice(position, range.start), member: undefined })
    pieces.push({ text: part.slice(range.start, range.end), member })
    position = range.end
  }
  pieces.push({ text: part.slice(position), member: undefined })
  return pieces.filter((piece) => piece.text !== '')
}

/**
 * The members as a reader of JSON sees them: of two with the same name only the last, in the order
 * of the token, which an object of JavaScript does not always keep.
 */
export function namedMembers(part: string): readonly { name: string; member: number }[] {
  const members = claimRanges(part).map(({ name }, member) => ({ name, member }))
  return members.filter(({ name }, index) => !members.slice(index + 1).some((m) => m.name === name))
}
