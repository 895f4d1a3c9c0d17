import { blanks, halfWidth } from '../redirect-uri/uri-parts.ts'

/** Kinds of stray characters that come with copied or typed text. */
export type StrayCharacter = 'invisible_character' | 'full_width' | 'blank_around' | 'blank_inside'

export interface FixedText {
  /** Without stray characters. */
  readonly text: string
  /** What was removed or replaced. */
  readonly stray: readonly StrayCharacter[]
}

// Zero-width characters, soft hyphens, bidi marks, byte order marks, the Hangul filler.
const invisible = /[\p{Cf}\u3164]/gu

/** Removes stray characters and blanks from a value; full-width becomes half-width. */
export function fixStrayCharacters(typed: string): FixedText {
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
