import { html } from '../html/html.ts'

/** Stands in the demo page in place of all that it says of one login. */
export const loginPlace = html`<!--login-->`
