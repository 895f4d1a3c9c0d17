import english from '../../content/i18n/en.json' with { type: 'json' }
import type { MessageKey } from './messages.ts'

/** Whether there is a message for a key that contains text from outside. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(english, key)
}
