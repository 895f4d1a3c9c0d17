import { authErrorWords } from '../redirect-uri/auth-error.ts'
import { wordsOf } from './search-words.ts'

/** Search document: an error of the troubleshooting page. */
export interface Entry {
  readonly id: string
  readonly heading: string
  /** Error messages as shown or logged, and error codes. */
  readonly messages: readonly string[]
  /** Full text of the entry. */
  readonly text: string
}

export interface RankedEntry {
  readonly id: string
  readonly score: number
}

/** Characters of a query that are searched, from its end: a log ends with its error. */
export const queryLimit = 200_000
/** Threshold: weighted share of a message found in the query, or of the query in an entry. */
const enough = 0.6
/** Maximum words of a short query; a longer one is a log with unrelated words. */
const fewWords = 12

/**
 * Search ranking: the entries that match a pasted text, best first; ties in page order. An entry
 * matches if one of its messages is found in the text, or if a short text is found in the entry.
 * Rare words weigh more (inverse document frequency). The URL of Google's error page contains the
 * message in encoded form.
 * @param query its last {@link queryLimit} characters count
 */
export function rankEntries(query: string, entries: readonly Entry[]): readonly RankedEntry[] {
  const end = query.slice(-queryLimit)
  const asked = wordsOf(`${end}\n${authErrorWords(end)}`)
  const indexed = entries.map(indexEntry)
  const weigh = weights(indexed)
  return indexed
    .map((entry) => ({ id: entry.id, score: scoreOf(asked, entry, weigh) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
}

interface IndexedEntry {
  readonly id: string
  readonly heading: ReadonlySet<string>
  readonly messages: readonly ReadonlySet<string>[]
  readonly words: ReadonlySet<string>
}
type Weigh = (words: Iterable<string>) => number

function indexEntry({ id, heading, messages, text }: Entry): IndexedEntry {
  return {
    id,
    heading: wordsOf(heading),
    messages: messages.map(wordsOf).filter(({ size }) => size > 0),
    words: wordsOf(text),
  }
}

/** Inverse document frequency: a word in few entries weighs more. */
function weights(entries: readonly IndexedEntry[]): Weigh {
  const counts = new Map<string, number>()
  for (const { words } of entries) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const weight = (word: string) => Math.log(1 + entries.length / (counts.get(word) ?? 1))
  return (words) => [...words].reduce((sum, word) => sum + weight(word), 0)
}

function scoreOf(asked: ReadonlySet<string>, entry: IndexedEntry, weigh: Weigh): number {
  if (asked.size === 0) return 0
  const said = Math.max(0, ...entry.messages.map((message) => messageScore(asked, message, weigh)))
  if (asked.size > fewWords) return said
  const share = (words: ReadonlySet<string>) =>
    weigh([...asked].filter((word) => isIn(word, words))) / weigh(asked)
  const covered = share(entry.words)
  return said + (covered >= enough ? covered + share(entry.heading) : 0)
}

/** 0 for no match; grows with the share found, the length, and for an error code. */
function messageScore(
  asked: ReadonlySet<string>,
  message: ReadonlySet<string>,
  weigh: Weigh,
): number {
  const found = [...message].filter((word) => isSaid(word, asked))
  const weight = weigh(found)
  const covered = weight / weigh(message)
  // A single word is not enough, unless the message is one word (a code).
  if (covered < enough || (found.length < 2 && message.size > 1)) return 0
  return 1 + covered + weight / (weight + 10) + (found.some(isCode) ? 1 : 0)
}

/** Whether a word is in a text, or, for a code, all its parts as separate words. */
function isSaid(word: string, asked: ReadonlySet<string>): boolean {
  return asked.has(word) || (isCode(word) && word.split('_').every((part) => asked.has(part)))
}

function isCode(word: string): boolean {
  return word.includes('_')
}

/** Whether a word, or a longer one with it as a prefix, is in a set. */
function isIn(word: string, words: ReadonlySet<string>): boolean {
  if (words.has(word)) return true
  return word.length > 2 && [...words].some((other) => other.startsWith(word))
}
