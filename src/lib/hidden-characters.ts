/** A character that is not seen by itself, such as a bidirectional control. */
export interface HiddenCharacter {
  /** `U+202E`. */
  readonly codePoint: string
  /** Position among the code points of the text, counted from 1. */
  readonly position: number
}

/** Scripts whose words are written with ZWNJ and ZWJ (RFC 5892, appendix A.1 and A.2). */
const joiningScripts = [
  ...['Arab', 'Beng', 'Deva', 'Gujr', 'Guru', 'Khmr', 'Knda', 'Mlym', 'Mong', 'Mymr'],
  ...['Nkoo', 'Orya', 'Sinh', 'Syrc', 'Taml', 'Telu'],
]
const letter = `[${joiningScripts.map((script) => `\\p{Script=${script}}`).join('')}]`
const emoji = String.raw`\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?`
const allowed = [
  // Persian and Indic words.
  String.raw`(?<=${letter})[\u200c\u200d]`,
  // Emoji of several, such as a family.
  String.raw`(?<=${emoji})\u200d(?=\p{Extended_Pictographic})`,
  // The look of an emoji or a digit in it, and the form of a kanji (Unicode's IVD).
  String.raw`(?<=\p{Emoji})[\ufe0e\ufe0f]`,
  String.raw`(?<=\p{Script=Han})[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]`,
  String.raw`(?<=\p{Script=Mong})[\u180b-\u180f]`,
].join('|')
/**
 * Controls, line and paragraph separators, lone surrogates, and what Unicode draws as nothing:
 * bidirectional controls, zero-width characters, fillers, tags.
 */
const hidden = new RegExp(
  String.raw`(?!${allowed})[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]`,
  'gu',
)

/**
 * The first character of a text that hides or reorders what stands around it, so that the text can
 * pass for another. Characters that a script or an emoji needs are none.
 */
export function firstHiddenCharacter(text: string): HiddenCharacter | undefined {
  const index = text.search(hidden)
  if (index < 0) return undefined
  const hex = (text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return { codePoint: `U+${hex}`, position: Array.from(text.slice(0, index)).length + 1 }
}

/** The text without its hidden characters, for one that was stored before they were refused. */
export function withoutHiddenCharacters(text: string): string {
  return text.replace(hidden, '')
}
