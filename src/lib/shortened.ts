/**
 * The start of a text, with an ellipsis where it is longer than a limit: a page that draws a megabyte
 * freezes.
 * @param limit UTF-16 code units; surrogate pairs stay whole
 */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text
  const splitsPair = (text.codePointAt(limit - 1) ?? 0) > 0xffff
  return `${text.slice(0, splitsPair ? limit - 1 : limit)}…`
}
