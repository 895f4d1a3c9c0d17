import { type MessagePart, messageParts } from '../../lib/i18n/message-parts.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { CheckResult } from '../../lib/oidc/check-names.ts'
import { timeChecks } from '../../lib/oidc/id-token-checks.ts'
import { millisecondsOfNumericDate } from '../../lib/relative-time.ts'

/** One half of "expected …, found …": words, and in them the value that was required or found. */
export interface HalfSentence {
  readonly parts: readonly MessagePart[]
  readonly value: string
  /** Milliseconds since 1970, where the value is a moment. */
  readonly moment: number | undefined
}

/** "expected …, found …" for one check; a half without a value has no parts. */
export function checkSentence(
  language: Language,
  { name, expected, found }: CheckResult,
): readonly [expectation: HalfSentence, finding: HalfSentence] {
  const t = messagesIn(language)
  const isTime = timeChecks.has(name)
  const words = (side: 'expected' | 'found') => {
    const inner = messageParts(t(`check.${name}.${side}`))
    return messageParts(t(`checks.${side}`)).flatMap((part) => ('text' in part ? [part] : inner))
  }
  const half = (side: 'expected' | 'found', value: string | null): HalfSentence => ({
    parts: value === null ? [] : words(side),
    value: value ?? '',
    moment: isTime ? millisecondsOfNumericDate(value) : undefined,
  })
  return [half('expected', expected === '' ? null : expected), half('found', found)]
}
