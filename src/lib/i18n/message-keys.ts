import { catalogues, rootLanguage } from './languages.ts'
import type { MessageKey } from './messages.ts'

/** Whether a message exists, for a key built from external input. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(catalogues[rootLanguage], key)
}
