import escapeHtml from 'escape-html'
import { fromUtf8, toUtf8 } from '../text/utf8.ts'

/** HTML that may stand in a page as it is. Only {@link html} makes some. */
class Html {
  /** In UTF-8, one character a byte: a page of it is sent without being encoded as a whole. */
  readonly utf8: string

  constructor(utf8: string) {
    this.utf8 = utf8
  }

  toString(): string {
    return fromUtf8(this.utf8)
  }
}

export type { Html }

/** What a template takes: of `false` and `undefined` nothing is written. */
export type HtmlValue = string | number | false | undefined | Html | readonly HtmlValue[]

/**
 * Writes HTML by a template: `` html`<b title="${name}">${name}</b>` ``. Whatever is no HTML of its
 * own making is escaped, for text and for attributes in quotation marks.
 * @param template of ASCII alone; the linter sees to it
 */
export function html(template: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let utf8 = template[0] ?? ''
  for (let index = 0; index < values.length; index += 1) {
    utf8 += written(values[index]) + (template[index + 1] ?? '')
  }
  return new Html(utf8)
}

function written(value: HtmlValue): string {
  if (typeof value === 'string') return special.test(value) ? escaped(value) : value
  if (value instanceof Html) return value.utf8
  if (typeof value === 'number') return String(value)
  if (value === undefined || value === false) return ''
  let utf8 = ''
  for (const item of value) utf8 += written(item)
  return utf8
}

/** What does not stay as it is: the marks that mean something in HTML, and what is not of ASCII. */
const special = /["&'<>\u0080-\uffff]/

/** Texts that are kept escaped, and the characters that one may have: most are the interface's own. */
const [mostTexts, longestText] = [1000, 300]
const texts = new Map<string, string>()

function escaped(text: string): string {
  const known = texts.get(text)
  if (known !== undefined) return known
  const utf8 = toUtf8(escapeHtml(text))
  if (text.length > longestText) return utf8
  if (texts.size === mostTexts) texts.clear()
  texts.set(text, utf8)
  return utf8
}
