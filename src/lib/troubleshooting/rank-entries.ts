import { wordsOf } from './search-words.ts'

/** An error of the troubleshooting page, as it stands there. */
export interface Entry {
  readonly id: string
  readonly heading: string
  /** Messages as they appear on a screen or in a log, and codes, each by itself. */
  readonly messages: readonly string[]
  /** Everything that the entry says. */
  readonly text: string
}

export interface RankedEntry {
  readonly id: string
  readonly score: number
}

/** How much of a message must be found in the text, or of the text in an entry. */
const enough = 0.6
/** A longer text is a log: its words are not all about the error. */
const fewWords = 12

/**
 * The entries that fit a pasted text, the best first; equal ones in the order of the page. An entry
 * fits where a message of it is found in the text, or where the text, if it is short, is found in
 * the entry. Rare words weigh more.
 */
export function rankEntries(query: string, entries: readonly Entry[]): readonly RankedEntry[] {
  const asked = wordsOf(query)
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

/** A word weighs more the fewer entries it is in; one that is in none weighs most. */
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

/** 0 where a message is not found; more, the more of it, the longer, and for a code. */
function messageScore(
  asked: ReadonlySet<string>,
  message: ReadonlySet<string>,
  weigh: Weigh,
): number {
  const found = [...message].filter((word) => isSaid(word, asked))
  const weight = weigh(found)
  const covered = weight / weigh(message)
  // One word of two is no message; a code is a message by itself.
  if (covered < enough || (found.length < 2 && message.size > 1)) return 0
  return 1 + covered + weight / (weight + 10) + (found.some(isCode) ? 1 : 0)
}

/** Whether a word is in a text, or all parts of a code as words of their own. */
function isSaid(word: string, asked: ReadonlySet<string>): boolean {
  return asked.has(word) || (isCode(word) && word.split('_').every((part) => asked.has(part)))
}

function isCode(word: string): boolean {
  return word.includes('_')
}

/** Whether a word, or its beginning as somebody types it, is among others. */
function isIn(word: string, words: ReadonlySet<string>): boolean {
  if (words.has(word)) return true
  return word.length > 2 && [...words].some((other) => other.startsWith(word))
}
