import { type Html, html } from '../../lib/html/html.ts'

/**
 * A moment: in UTC as the server writes it, in the reader's own time zone once the script runs.
 * @param moment milliseconds since 1970
 * @param template text with `{{relative}}` and `{{clock}}` in it, for the reader's own time zone
 */
export function localTime(moment: number, template: string): Html {
  const iso = new Date(moment).toISOString()
  const shown = `${iso.slice(0, -14)} ${iso.slice(-13, -5)} UTC`
  return html`<local-time data-template="${template}"><time datetime="${iso}">${shown}</time></local-time>`
}
