import type { JsonValue } from './json-object.ts'

// Bidirectional controls and zero-width characters, which make text look like other text.
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** Indented JSON with invisible characters escaped. */
export function visibleJson(value: JsonValue): string {
  return JSON.stringify(value, null, 2).replace(
    invisible,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
