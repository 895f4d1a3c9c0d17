import escapeHtml from 'escape-html'

/** HTML that may stand in a page as it is. Only {@link html} makes some. */
class Html {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

export type { Html }

/** What a template takes: of `false` and `undefined` nothing is written. */
export type HtmlValue = string | number | false | undefined | Html | readonly HtmlValue[]

/**
 * Writes HTML by a template: `` html`<b title="${name}">${name}</b>` ``. Whatever is no HTML of its
 * own making is escaped, for text and for attributes in quotation marks.
 */
export function html(template: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = template[0] ?? ''
  for (const [index, value] of values.entries()) {
    text += written(value) + (template[index + 1] ?? '')
  }
  return new Html(text)
}

function written(value: HtmlValue): string {
  if (typeof value === 'string') return escapeHtml(value)
  if (value instanceof Html) return value.toString()
  if (typeof value === 'number') return String(value)
  if (value === undefined || value === false) return ''
  let text = ''
  for (const item of value) text += written(item)
  return text
}
