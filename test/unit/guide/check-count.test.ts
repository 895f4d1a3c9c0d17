import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { idTokenCheckNames } from '../../../src/lib/oidc/check-names.ts'

const root = new URL('../../../', import.meta.url)
const texts = globSync(['src/content/**/*.{mdx,json}', '*.md'], { cwd: root }).sort()

/** From nine on: fewer are some of the checks, not all of them. */
const numbers = ['nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen']
const counted = new RegExp(
  `\\b(${numbers.join('|')}|\\d+) (?:checks|in all)\\b|(\\d+)(?:の|個の|項目の|つの)(?:検証|チェック)`,
  'gi',
)

/** The numbers of checks that a text speaks of. */
function countsIn(text: string): number[] {
  return [...text.matchAll(counted)].map(([, english, japanese]) => {
    const word = numbers.indexOf(english?.toLowerCase() ?? '')
    return word >= 0 ? word + 9 : Number(english ?? japanese)
  })
}

describe('the number of ID-token checks', () => {
  it.each([
    ['Eleven checks run.', [11]],
    ['all 12 checks, nine in all', [12, 9]],
    ['11の検証と12個の検証', [11, 12]],
    ['Two checks of the eleven.', []],
  ])('is found in %j', (text, counts) => {
    expect(countsIn(text)).toEqual(counts)
  })

  it.each(texts)('is right wherever %s names it', (path) => {
    for (const count of countsIn(readFileSync(new URL(path, root), 'utf8'))) {
      expect(count).toBe(idTokenCheckNames.length)
    }
  })
})
