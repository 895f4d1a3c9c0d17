import { describe, expect, it } from 'vitest'
import { limits } from '../../../src/lib/console/project.ts'
import { comparedLimit, diagnose } from '../../../src/lib/redirect-uri/diagnose.ts'
import { differenceRows } from '../../../src/lib/redirect-uri/difference-rows.ts'
import { cpuTime } from '../../support/cpu-time.ts'

/**
 * Milliseconds. It takes 1.7 at most on a quiet machine (1 December 2026, 2 cores), up to twice that on
 * a busy one; a comparison with each URI in full took 8 to 25.
 */
const limit = 6
const start = 'https://app.example.com/'
const long = (piece: string, length: number = limits.uri) => piece.repeat(length).slice(0, length)
/** As many redirect URIs as a client may have, each as long as it may be. */
const registered = (piece: string) =>
  Array.from({ length: limits.redirectUris }, (_, index) =>
    `${start}${index}/${long(piece)}`.slice(0, limits.uri),
  )
/** Changes every n-th character. */
const changed = (text: string, every: number) =>
  Array.from(text, (sign, index) => (index % every === 0 ? '~' : sign)).join('')

const pieces = ['a', 'ab', 'abc', '%e3', '/a', 'callback?', '漢', ' ', '：', '\u200b', '😀']
const sent: readonly (readonly [string, (piece: string) => string])[] = [
  ['another host, the same length', (piece) => `http://localhost:8501/${long(piece)}`],
  ['the same, backwards', (piece) => [...start, ...long(piece)].reverse().join('')],
  ['every third character changed', (piece) => changed(registered(piece)[9] ?? '', 3)],
  ['every tenth character changed', (piece) => changed(registered(piece)[9] ?? '', 10)],
  ['shifted by one', (piece) => `x${registered(piece)[9]}`.slice(0, limits.uri)],
  ['both ends changed', (piece) => `x${(registered(piece)[9] ?? '').slice(1, -1)}y`],
  [
    'as long as is compared',
    (piece) => (start + long(piece, comparedLimit)).slice(0, comparedLimit),
  ],
  ['sixteen thousand characters', (piece) => start + long(piece, 16_000)],
  ['a megabyte', (piece) => start + long(piece, 1_000_000)],
]

describe('the diagnosis of the mismatch page', () => {
  it.each(sent)(
    'takes a few milliseconds for %s, against 20 URIs of 500 characters',
    (_, uriOf) => {
      const slow: string[] = []
      for (const piece of pieces) {
        const [all, uri] = [registered(piece), uriOf(piece)]
        const work = () => {
          const diagnosis = diagnose(all, uri)
          if (diagnosis) differenceRows(diagnosis.runs)
        }
        work()
        const spent = cpuTime(work, 20)
        if (spent >= limit) slow.push(`${JSON.stringify(piece)}: ${spent} ms`)
      }
      expect(slow).toEqual([])
    },
  )

  it('finds two changes that lie far apart in long URIs', () => {
    const all = registered('abc')
    const uri = `${all[9]?.replace('https', 'http')}/`
    expect(diagnose(all, uri)?.runs.map(({ kind, text }) => [kind, text.slice(0, 6)])).toEqual([
      ['same', 'http'],
      ['registered', 's'],
      ['same', '://app'],
      ['sent', '/'],
    ])
  })
})
