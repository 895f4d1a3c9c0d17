import english from '../../content/i18n/en.json' with { type: 'json' }
import japanese from '../../content/i18n/ja.json' with { type: 'json' }
import type { Language } from './languages.ts'
import { messageParts } from './message-parts.ts'

export type MessageKey = keyof typeof english
/** Fills `{{name}}` in a message. */
export type MessageParameters = Readonly<Record<string, string | number>>
export type Translate = (key: MessageKey, parameters?: MessageParameters) => string

// One each, because a page asks for them hundreds of times.
const translations: Record<Language, Translate> = {
  en: translateBy(english),
  ja: translateBy(japanese),
}

/**
 * The messages of one language. A parameter that the caller does not give stays visible as
 * `{{name}}`, so that a slip is seen and not silently blank.
 */
export function messagesIn(language: Language): Translate {
  return translations[language]
}

// Keys are put together as a page is written: in a map such a text is found sooner than in an object.
function translateBy(catalogue: Record<MessageKey, string>): Translate {
  const messages = new Map<string, string>(Object.entries(catalogue))
  return (key, parameters) => {
    const message = messages.get(key) ?? ''
    if (!parameters) return message
    let text = ''
    for (const part of messageParts(message)) {
      if ('text' in part) text += part.text
      else text += filledIn(part.parameter, parameters)
    }
    return text
  }
}

function filledIn(name: string, parameters: MessageParameters): string {
  return Object.hasOwn(parameters, name) ? String(parameters[name]) : `{{${name}}}`
}
