import { catalogues, rootLanguage } from './languages.ts'
import type { MessageKey } from './messages.ts'

/** Whether there is a message for a key that contains text from outside. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(catalogues[rootLanguage], key)
}
