/** A piece of a message: text, or the name of a parameter that stands in its place. */
export type MessagePart = { readonly text: string } | { readonly parameter: string }

/**
 * Splits a message at its `{{name}}` parameters, for pages that put elements in their place.
 * @param message from a catalogue, its parameters not filled in
 */
export function messageParts(message: string): readonly MessagePart[] {
  return message
    .split(/(\{\{\w+\}\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const parameter = /^\{\{(\w+)\}\}$/.exec(piece)?.[1]
      return parameter === undefined ? { text: piece } : { parameter }
    })
}
