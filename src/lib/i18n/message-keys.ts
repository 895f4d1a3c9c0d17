import english from '../../content/i18n/en.json' with { type: 'json' }
import type { MessageKey } from './messages.ts'

/** Whether a message exists, for a key built from external input. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(english, key)
}
