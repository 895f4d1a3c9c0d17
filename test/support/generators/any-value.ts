import fc from 'fast-check'
import { hostileText } from './hostile-text.ts'

/** Markup that no page may repeat as markup. */
export const canary = '<genkan-canary>'

/** Text that `node:http` agrees to send in a header. */
const headerText = (text: string) => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').slice(0, 1000)

/** Text that it agrees to send in a request target. */
export const targetText = (text: string) =>
  text.replaceAll(/[^\u0021-\u00ff]/g, (character) => encodeURIComponent(character.toWellFormed()))

/** Text that somebody might take for something else. */
export const hostile = fc.oneof(
  hostileText,
  fc.constant(canary),
  fc.constantFrom(
    '%',
    '%ff',
    '%00',
    '%25ff',
    '%2e%2e%2f',
    '..',
    '//evil.example',
    '\\',
    ';a=b',
    '?',
  ),
  fc.constantFrom('-1', '1e309', 'null', '[]', '{}', 'true', 'a.b', '[object Object]'),
)

/** The same, for a header. */
export const hostileHeader = hostile.map(headerText)
