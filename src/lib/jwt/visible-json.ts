import type { JsonValue } from './json-object.ts'

// What makes text look like other text: bidirectional controls, zero-width characters, tags, C1
// controls. Variation selectors stay: names in kanji have them.
const invisible =
  /(?![\ufe00-\ufe0f\u{e0100}-\u{e01ef}])[\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\x7f-\x9f\ufff9-\ufffb]/gu

/** Indented JSON with invisible characters escaped. */
export function visibleJson(value: JsonValue): string {
  return JSON.stringify(value, null, 2).replace(invisible, (character) =>
    Array.from({ length: character.length }, (_, unit) => {
      return `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`
    }).join(''),
  )
}
