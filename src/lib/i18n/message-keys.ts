import english from '../../content/i18n/en.json' with { type: 'json' }
import type { MessageKey } from './messages.ts'

const keys: ReadonlySet<string> = new Set(Object.keys(english))

/** Whether there is a message for a key that was put together from outside text. */
export function isMessageKey(key: string): key is MessageKey {
  return keys.has(key)
}
