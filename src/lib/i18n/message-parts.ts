/** A piece of a message: text as it stands, or the name of a parameter to put something in for. */
export type MessagePart = { readonly text: string } | { readonly parameter: string }

/**
 * Takes a message apart at its `{{name}}`, for a page that puts elements in and not only text.
 * @param message a message whose parameters were not filled in
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
