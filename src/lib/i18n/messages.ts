import { type Language, catalogues } from './languages.ts'

export type MessageKey = keyof (typeof catalogues)[Language]
/** Parameters to interpolate: `{{name}}` in a message. */
export type MessageParameters = Readonly<Record<string, string | number>>
export type Translate = (key: MessageKey, parameters?: MessageParameters) => string

/**
 * The messages of one language. A parameter that the caller doesn't give stays visible as
 * `{{name}}`, so that the mistake is seen.
 */
export function messagesIn(language: Language): Translate {
  // Partial: a record that a newer release stored may name a check without messages here.
  const catalogue: Partial<Record<MessageKey, string>> = catalogues[language]
  return (key, parameters = {}) =>
    (catalogue[key] ?? '').replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) =>
      Object.hasOwn(parameters, name) ? String(parameters[name]) : placeholder,
    )
}
