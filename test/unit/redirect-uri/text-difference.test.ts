import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceRows, visible } from '../../../src/lib/redirect-uri/difference-rows.ts'
import {
  type Run,
  differenceSize,
  textDifference,
} from '../../../src/lib/redirect-uri/text-difference.ts'
import { hostileText } from '../../support/generators/hostile-text.ts'

const side = (runs: readonly Run[], left: 'registered' | 'sent') =>
  runs
    .filter(({ kind }) => kind === 'same' || kind === left)
    .map(({ text }) => text)
    .join('')

/** `=` in both, `-` only in the first, `+` only in the second. */
const short = (a: string, b: string) =>
  textDifference(a, b).map(
    ({ kind, text }) => ({ same: '=', registered: '-', sent: '+' })[kind] + text,
  )

describe('textDifference', () => {
  it.each([
    ['localhost8501', 'localhost:8501', ['=localhost', '+:', '=8501']],
    ['http://x', 'https://x', ['=http', '+s', '=://x']],
    ['callback/', 'callback', ['=callback', '-/']],
    ['', 'abc', ['+abc']],
    ['abc', '', ['-abc']],
    ['abc', 'abc', ['=abc']],
    ['', '', []],
    ['OAuth', 'oauth', ['-OA', '+oa', '=uth']],
    // What two hosts share by accident is not worth a mark of its own.
    ['//localhost:1/', '//127.0.0.1:1/', ['=//', '-localhost', '+127.0.0.1', '=:1/']],
    ['//aXbYc/', '//AXBYC/', ['=//', '-aXbYc', '+AXBYC', '=/']],
    ['a𠮷b', 'a𠮾b', ['=a', '-𠮷', '+𠮾', '=b']],
  ])('of %j and %j is %j', (a, b, runs) => {
    expect(short(a, b)).toEqual(runs)
  })

  const text = fc.oneof(
    hostileText,
    fc.string({ unit: fc.constantFrom('a', 'b', ':', '/', ' '), maxLength: 30 }),
  )

  it('gives both texts back, in as few runs as there are changes', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const runs = textDifference(a, b)
        expect([side(runs, 'registered'), side(runs, 'sent')]).toEqual([a, b])
        expect(differenceSize(runs) === 0).toBe(a === b)
        for (const [index, run] of runs.entries()) {
          expect(run.text).not.toBe('')
          expect(run.kind).not.toBe(runs[index + 1]?.kind)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('takes two long texts that differ throughout for replaced as a whole', () => {
    const [a, b] = ['ab', 'cd'].map((text) => `=${text.repeat(2000)}middle${text.repeat(2000)}`)
    expect(textDifference(a ?? '', b ?? '').map(({ kind }) => kind)).toEqual([
      ...['same', 'registered', 'sent'],
    ])
  })
})

describe('differenceRows', () => {
  it('leaves a gap where a line is shorter', () => {
    expect(differenceRows(textDifference('localhost8501', 'localhost:8501'))).toEqual({
      registered: [
        { kind: 'same', text: 'localhost' },
        { kind: 'gap', text: '\u00a0' },
        { kind: 'same', text: '8501' },
      ],
      sent: [
        { kind: 'same', text: 'localhost' },
        { kind: 'only', text: ':' },
        { kind: 'same', text: '8501' },
      ],
    })
  })

  it('shows blanks, also those that both have', () => {
    expect(visible(' \t\u200b\u3000x')).toBe('␣[U+0009][U+200B][U+3000]x')
    expect(differenceRows(textDifference('a ', 'a')).registered.at(-1)?.text).toBe('␣')
    expect(differenceRows(textDifference('a b', 'a b')).sent).toEqual([
      { kind: 'same', text: 'a␣b' },
    ])
  })

  it('gives both lines the same width', () => {
    const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 30 })
    fc.assert(
      fc.property(ascii, ascii, (a, b) => {
        const { registered, sent } = differenceRows(textDifference(a, b))
        const width = (cells: typeof sent) => cells.map(({ text }) => text).join('').length
        expect(width(registered)).toBe(width(sent))
      }),
    )
  })

  it('counts a full-width sign as two columns', () => {
    const { sent } = differenceRows(textDifference('http：', 'http:'))
    expect(sent.at(-1)).toEqual({ kind: 'gap', text: '\u00a0' })
  })
})
