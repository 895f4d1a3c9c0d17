import { html as escaping } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** HTML that may stand in a page as it is. Only {@link html} makes some. */
export type Html = HtmlEscapedString

/** What a template takes: of `false` and `undefined` nothing is written. */
export type HtmlValue = string | number | false | undefined | Html | readonly HtmlValue[]

/**
 * Writes HTML by a template: `` html`<b title="${name}">${name}</b>` ``. Whatever is no HTML of its
 * own making is escaped, for text and for attributes in quotation marks.
 */
export const html = escaping as (
  template: TemplateStringsArray,
  ...values: readonly HtmlValue[]
) => Html
