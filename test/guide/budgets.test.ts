import { describe, expect, it } from 'vitest'
import { languages, localizedPath } from '../../src/lib/i18n/languages.ts'
import { siteInBrowser } from '../support/site-in-browser.ts'
import { builtPaths } from './built/built-pages.ts'
import { type PageResponse, weigh } from './built/page-weight.ts'

/** Page budget of a first visit, before any interaction: docs/decisions/0010-weight.md. */
interface Budget {
  /** Bytes over the wire, brotli, headers included. */
  readonly all: number
  /** Bytes of JavaScript among them. */
  readonly scripts: number
  readonly requests: number
}
const kB = 1000
const guide: Budget = { all: 50 * kB, scripts: 10 * kB, requests: 13 }
const others: Budget = { all: 50 * kB, scripts: 8 * kB, requests: 15 }

const budgetOf = (path: string): Budget =>
  /\/(?:guide|concepts|reference)\//.test(path) ? guide : others

// Tall, so that lazy loading that ignores interaction would load everything and fail here.
const viewport = { width: 1280, height: 1440 }

const site = siteInBrowser()

const demos = languages.map((language) => localizedPath('/demo/', language))

describe('a first visit stays within its budget:', () => {
  it.each([...builtPaths(), ...demos])('%s', async (path) => {
    const page = await site.openPage({ viewport })
    const responses = await weigh(page, path)
    await page.context().close()
    const budget = budgetOf(path)
    const found = {
      all: bytesOf(responses),
      scripts: bytesOf(responses.filter(({ kind }) => kind === 'Script')),
      requests: responses.length,
    }
    console.log(`${path}: ${found.all} bytes in ${found.requests}, scripts ${found.scripts}`)
    const over = Object.keys(budget).filter(
      (name) => found[name as keyof Budget] > budget[name as keyof Budget],
    )
    expect(over, `${JSON.stringify(budget)} allowed, found\n${listed(responses)}`).toEqual([])
  })
})

const bytesOf = (responses: readonly PageResponse[]) =>
  responses.reduce((sum, { bytes }) => sum + bytes, 0)

const listed = (responses: readonly PageResponse[]) =>
  responses
    .toSorted((one, other) => other.bytes - one.bytes)
    .map(({ bytes, kind, path }) => `${String(bytes).padStart(7)} ${kind.padEnd(10)} ${path}`)
    .join('\n')
