import { describe, expect, it } from 'vitest'
import { firstHiddenCharacter, withoutHiddenCharacters } from '../../src/lib/hidden-characters.ts'

describe('firstHiddenCharacter', () => {
  it.each([
    ['a control', 'a\u0000b', 'U+0000', 2],
    ['a tab', 'a\tb', 'U+0009', 2],
    ['a line break', 'Google\nSign in', 'U+000A', 7],
    ['a C1 control', '\u0085', 'U+0085', 1],
    ['a line separator', 'a\u2028', 'U+2028', 2],
    ['a paragraph separator', 'a\u2029', 'U+2029', 2],
    ['the Arabic letter mark', '\u061ca', 'U+061C', 1],
    ['the left-to-right mark', 'a\u200e', 'U+200E', 2],
    ['the right-to-left mark', 'a\u200f', 'U+200F', 2],
    ...['202A', '202B', '202C', '202D', '202E', '2066', '2067', '2068', '2069'].map(
      (hex) =>
        ['a direction', `山${String.fromCodePoint(parseInt(hex, 16))}`, `U+${hex}`, 2] as const,
    ),
    ['a zero-width space', 'Goo\u200bgle', 'U+200B', 4],
    ['a byte order mark', 'a\ufeffb', 'U+FEFF', 2],
    ['a soft hyphen', 'a\u00adb', 'U+00AD', 2],
    ['a word joiner', 'a\u2060b', 'U+2060', 2],
    ['an invisible operator', 'a\u2064b', 'U+2064', 2],
    ['a tag', 'a\u{e0041}', 'U+E0041', 2],
    ['a filler', 'a\u3164', 'U+3164', 2],
    ['a combining joiner', 'a\u034fb', 'U+034F', 2],
    ['an annotation', 'a\ufff9b', 'U+FFF9', 2],
    ['half a surrogate pair', 'a\ud83d', 'U+D83D', 2],
    ['ZWJ between Latin letters', 'Goo\u200dgle', 'U+200D', 4],
    ['ZWNJ between Latin letters', 'Goo\u200cgle', 'U+200C', 4],
    ['ZWNJ at the start', '\u200cا', 'U+200C', 1],
    ['ZWJ twice', 'क\u200d\u200dष', 'U+200D', 3],
    ['ZWJ behind an emoji, before a letter', '👩\u200da', 'U+200D', 2],
    ['a variation selector behind a letter', 'a\ufe0f', 'U+FE0F', 2],
    ['one behind an emoji and a pair', '😀😀\u202e', 'U+202E', 3],
  ] as const)('finds %s', (_, text, codePoint, position) => {
    expect(firstHiddenCharacter(text)).toEqual({ codePoint, position })
    expect(firstHiddenCharacter(withoutHiddenCharacters(text))).toBeUndefined()
  })

  it.each([
    ['Latin letters', 'My first login'],
    ['accents, composed or not', 'Café Cafe\u0301'],
    ['Japanese', '山田太郎のアプリ　１号'],
    ['a variant of a kanji', '葛\u{e0100}城市'],
    ['Hebrew', 'האפליקציה שלי'],
    ['Persian with ZWNJ', 'می\u200cخواهم'],
    ['Hindi with ZWJ', 'क्\u200dष'],
    ['Sinhala with ZWJ', 'ශ්\u200dරී'],
    ['Malayalam with ZWJ at its end', 'അവന്\u200d'],
    ['an emoji of several', '👩\u200d👩\u200d👧 🧑🏽\u200d🚀 🏳\ufe0f\u200d🌈'],
    ['an emoji with its look', '❤\ufe0f 1\ufe0f\u20e3 ☎\ufe0e'],
    ['a flag', '🇯🇵'],
    ['a no-break space', 'a\u00a0b'],
  ])('finds nothing in %s', (_, text) => {
    expect(firstHiddenCharacter(text)).toBeUndefined()
    expect(withoutHiddenCharacters(text)).toBe(text)
  })

  it('leaves nothing hidden, where what is removed stood between what allows it', () => {
    const text = 'क\u202e\u200dष👩\u200b\u200d👧'
    expect(firstHiddenCharacter(withoutHiddenCharacters(text))).toBeUndefined()
  })
})
