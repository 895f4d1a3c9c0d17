import { withoutAround } from '../trimmed.ts'

/** English stop words. */
const empty = new Set(
  (
    'a after am an and are as at be but by can cannot do does for from get has have how if in into ' +
    'is it its me my no not of on or so than that the then there this to up was what when where ' +
    'which who why will with you your'
  ).split(' '),
)
const pieces = /[a-z\d_]+|\p{sc=Han}+|\p{sc=Hiragana}+|[\p{sc=Katakana}ー]+/gu

/**
 * Tokenizer of the message search: the distinct words of a text. Identifiers stay whole
 * (`redirect_uri_mismatch`); Japanese becomes bigrams of one script. Percent escapes are decoded
 * once.
 */
export function wordsOf(text: string): ReadonlySet<string> {
  const plain = unescaped(text).normalize('NFKC').toLowerCase()
  const found = [...new Set(plain.match(pieces))].flatMap((piece) =>
    /^\w/.test(piece) ? [withoutAround(piece, '_', '_')] : pairs(piece),
  )
  return new Set(found.filter((word) => isWord(word) && !empty.has(word)))
}

/** A single letter is no word, a single kanji is. */
function isWord(text: string): boolean {
  return text.length > 1 || /\p{sc=Han}/u.test(text)
}

function pairs(text: string): readonly string[] {
  const signs = Array.from(text)
  if (signs.length === 1) return signs
  return signs.slice(1).map((sign, index) => `${signs[index]}${sign}`)
}

function unescaped(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return ' '
    }
  })
}
