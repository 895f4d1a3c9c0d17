import { type Language, catalogues } from './languages.ts'

export type MessageKey = keyof (typeof catalogues)[Language]
/** Fills `{{name}}` in a message. */
export type MessageParameters = Readonly<Record<string, string | number>>
export type Translate = (key: MessageKey, parameters?: MessageParameters) => string

/**
 * The messages of one language. A parameter that the caller does not give stays visible as
 * `{{name}}`, so that a slip is seen and not silently blank.
 */
export function messagesIn(language: Language): Translate {
  const catalogue = catalogues[language]
  return (key, parameters = {}) =>
    catalogue[key].replaceAll(/\{\{(\w+)\}\}/g, (placeholder, name: string) =>
      Object.hasOwn(parameters, name) ? String(parameters[name]) : placeholder,
    )
}
