/**
 * Removes characters from both ends of a text, in linear time. An expression such as `[\s,]+$` takes
 * quadratic time: it tries each run of these characters from each of its positions.
 * @param leading characters removed from the start, beside whitespace
 * @param trailing characters removed from the end, beside whitespace
 */
export function withoutAround(text: string, leading: string, trailing: string): string {
  let start = 0
  let end = text.length
  while (start < end && isAmong(text[start], leading)) start += 1
  while (end > start && isAmong(text[end - 1], trailing)) end -= 1
  return text.slice(start, end)
}

function isAmong(character = '', others: string): boolean {
  return others.includes(character) || character.trim() === ''
}
