/** A part of a message: text, or the name of a parameter. */
export type MessagePart = { readonly text: string } | { readonly parameter: string }

/**
 * Splits a message at its `{{name}}` parameters, for pages that insert elements there.
 * @param message from a catalogue, parameters not interpolated
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
