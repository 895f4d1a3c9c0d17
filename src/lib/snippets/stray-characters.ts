import { blanks, halfWidth } from '../redirect-uri/uri-parts.ts'

/** Kinds of stray characters from copying or typing. */
export type StrayCharacter = 'invisible_character' | 'full_width' | 'blank_around' | 'blank_inside'

export interface CleanedText {
  /** Without stray characters. */
  readonly text: string
  /** What was removed or replaced. */
  readonly stray: readonly StrayCharacter[]
}

// Zero-width characters, soft hyphens, direction marks, byte order marks, the Hangul filler.
const invisible = /[\p{Cf}\u3164]/gu

/** Removes stray characters from a value that cannot contain blanks. */
export function removeStrayCharacters(typed: string): CleanedText {
  const visible = typed.replace(invisible, '')
  const narrow = halfWidth(visible)
  const trimmed = narrow.trim()
  const text = trimmed.replace(blanks, '')
  const stray: StrayCharacter[] = []
  if (visible !== typed) stray.push('invisible_character')
  if (narrow !== visible) stray.push('full_width')
  if (trimmed !== narrow) stray.push('blank_around')
  if (text !== trimmed) stray.push('blank_inside')
  return { text, stray }
}
