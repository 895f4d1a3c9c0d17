import { type MessagePart, messageParts } from '../../lib/i18n/message-parts.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { CheckResult, IdTokenCheckName } from '../../lib/oidc/check-names.ts'
import { timeChecks } from '../../lib/oidc/id-token-checks.ts'
import { millisecondsOfNumericDate } from '../../lib/time/relative-time.ts'

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
  const isTime = timeChecks.has(name)
  const half = (side: 'expected' | 'found', value: string | null): HalfSentence => ({
    parts: value === null ? [] : wordsOf(language, name, side),
    value: value ?? '',
    moment: isTime ? millisecondsOfNumericDate(value) : undefined,
  })
  return [half('expected', expected === '' ? null : expected), half('found', found)]
}

/** The frame of a half, and the check's own words in it. */
const known = new Map<string, readonly MessagePart[]>()

function wordsOf(language: Language, name: IdTokenCheckName, side: 'expected' | 'found') {
  const key = `${language} ${name} ${side}`
  const words = known.get(key)
  if (words) return words
  const t = messagesIn(language)
  const inner = messageParts(t(`check.${name}.${side}`))
  const parts = messageParts(t(`checks.${side}`)).flatMap((part) =>
    'parameter' in part ? inner : [part],
  )
  known.set(key, parts)
  return parts
}
