import { readFileSync } from 'node:fs'
import { parse } from 'node-html-parser'
import { describe, expect, it } from 'vitest'

interface Row {
  readonly part: string
  readonly english: readonly string[]
  readonly japanese: readonly string[]
  readonly verdict: string
}

const rows = rowsOf(readFileSync('docs/seed-coverage.md', 'utf8'))

function rowsOf(markdown: string): Row[] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('| ') && line.includes('`/'))
  return lines.map((line) => {
    const [, part = '', english = '', japanese = '', verdict = ''] = line.split('|')
    const places = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, place = '']) => place)
    return {
      ...{ part: part.trim(), verdict: verdict.trim() },
      ...{ english: places(english), japanese: places(japanese) },
    }
  })
}

const known = new Map<string, readonly string[]>()

/** The ids of a built page, in the order of the page. */
function idsOf(path: string): readonly string[] {
  const ids = known.get(path) ?? readIds(path)
  known.set(path, ids)
  return ids
}

function readIds(path: string): string[] {
  const document = parse(readFileSync(`dist/client${path}index.html`, 'utf8'))
  return document.querySelectorAll('main [id]').map(({ id }) => id)
}

/** Which of a page's ids a place names: the same number in both languages is the same place. */
function numberOf(place: string): number {
  const [path = '', id = ''] = place.split('#')
  return idsOf(path).indexOf(id)
}

describe('the coverage of the article', () => {
  it('has a row for each part', () => {
    expect(rows.length).toBeGreaterThan(60)
    const steps = rows.flatMap(({ part }) => {
      const [, first, last = first] = /^Steps? (\d+)(?: and (\d+))?:/.exec(part) ?? []
      return first === undefined ? [] : [Number(first), Number(last)]
    })
    expect([...new Set(steps)].sort((a, b) => a - b)).toEqual([...Array(15)].map((_, i) => i + 1))
  })

  it('knows a place that is none', () => {
    expect([numberOf('/guide/#nothing'), numberOf('/guide/#_top')]).toEqual([
      -1,
      expect.any(Number),
    ])
    expect(numberOf('/guide/#_top')).toBeGreaterThan(-1)
  })

  it.each(rows)('$part', ({ english, japanese, verdict }) => {
    expect(english.length).toBeGreaterThan(0)
    expect(japanese.map((place) => place.split('#')[0])).toEqual(
      english.map((place) => `/ja${place.split('#')[0]}`),
    )
    for (const place of [...english, ...japanese]) expect(numberOf(place), place).not.toBe(-1)
    expect(japanese.map(numberOf)).toEqual(english.map(numberOf))
    expect(verdict).toMatch(/^(?:right|corrected: .|updated: .)/)
  })
})
