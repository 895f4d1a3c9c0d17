import type { JsonValue } from './json-object.ts'

// Characters that turn the writing direction or take no room: they make text look like other text.
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** JSON over several lines, in which characters that a reader could not see are written out. */
export function visibleJson(value: JsonValue): string {
  return JSON.stringify(value, null, 2).replace(
    invisible,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
