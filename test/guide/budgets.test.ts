import { describe, expect, it } from 'vitest'
import { siteInBrowser } from '../support/site-in-browser.ts'
import { builtPaths } from './built/built-pages.ts'
import { type Answer, weigh } from './built/page-weight.ts'

/** What a first visit may take over the wire before a reader does anything: see docs/decisions. */
interface Budget {
  /** Bytes, compressed, with the headers. */
  readonly all: number
  readonly scripts: number
  readonly requests: number
}
const kB = 1000
const guide: Budget = { all: 40 * kB, scripts: 8 * kB, requests: 10 }
const others: Budget = { all: 50 * kB, scripts: 8 * kB, requests: 15 }

const budgetOf = (path: string): Budget =>
  /\/(?:guide|concepts|reference)\//.test(path) ? guide : others

// Tall: more is near, whatever the height of the letters that this machine has.
const viewport = { width: 1280, height: 1440 }

const site = siteInBrowser()

describe('a first visit stays within its budget:', () => {
  it.each([...builtPaths(), '/demo/', '/ja/demo/'])('%s', async (path) => {
    const page = await site.openPage({ viewport })
    const answers = await weigh(page, path)
    await page.context().close()
    const budget = budgetOf(path)
    const found = {
      all: bytesOf(answers),
      scripts: bytesOf(answers.filter(({ kind }) => kind === 'Script')),
      requests: answers.length,
    }
    console.log(`${path}: ${found.all} bytes in ${found.requests}, scripts ${found.scripts}`)
    const over = Object.keys(budget).filter(
      (name) => found[name as keyof Budget] > budget[name as keyof Budget],
    )
    expect(over, `${JSON.stringify(budget)} allowed, found\n${listed(answers)}`).toEqual([])
  })
})

const bytesOf = (answers: readonly Answer[]) => answers.reduce((sum, { bytes }) => sum + bytes, 0)

const listed = (answers: readonly Answer[]) =>
  answers
    .toSorted((one, other) => other.bytes - one.bytes)
    .map(({ bytes, kind, path }) => `${String(bytes).padStart(7)} ${kind.padEnd(10)} ${path}`)
    .join('\n')
