/**
 * Judges every page that wants to be found with Lighthouse, on an emulated phone: accessibility,
 * best practices and SEO, each of them 100. Performance is a timing: it is printed (aim 95), and
 * judged by who reads it. `node test/lighthouse/audit.mjs [path…]` after a build, with a Chromium in
 * CHROME_PATH or in one of its usual places. It prints each audit that fails with the elements that
 * fail it. Nothing leaves the machine.
 */
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { findChromium } from '../../scripts/run/chromium.mjs'
import { crawl, isHidden } from '../guide/built/crawl.ts'
import { startGenkan } from '../support/genkan-server.ts'

const chromeFlags = [
  ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
]
const categories = ['accessibility', 'best-practices', 'seo']
// What is judged does not depend on how fast a page came, so half a second without a request is
// quiet enough. With any throttling but the simulated one, Lighthouse insists on five, twice.
const settings = {
  throttlingMethod: 'simulate',
  ...{ pauseAfterFcpMs: 500, pauseAfterLoadMs: 500 },
  ...{ networkQuietThresholdMs: 500, cpuQuietThresholdMs: 500 },
}

/** The pages that a visitor can walk to and that ask to be found. */
async function pagesOf(origin) {
  const pages = [...(await crawl(origin)).values()]
  const wanted = pages.filter((page) => page.document && page.status === 200 && !isHidden(page))
  return wanted.map(({ path }) => path).sort()
}

const percent = (score) => (score === null ? 'unknown' : Math.round(score * 100))

/** Performance, and the audits that cost a page one of its hundreds, a few lines each. */
async function judgePage(address, port) {
  const run = async (onlyCategories) => {
    const options = { ...settings, onlyCategories, port, logLevel: 'silent' }
    return (await lighthouse(address, options)).lhr
  }
  const timed = await run([...categories, 'performance'])
  // On a busy machine a trace may miss the beginning of its page. What is judged needs no trace.
  const lhr = timed.runtimeError ? await run(categories) : timed
  const performance = percent(lhr.categories.performance?.score ?? null)
  if (lhr.runtimeError) {
    return { performance, faults: [`could not be judged: ${lhr.runtimeError.message}`] }
  }
  return { performance, faults: faultsOf(lhr) }
}

function faultsOf(lhr) {
  return categories.flatMap((name) => {
    const { score, auditRefs } = lhr.categories[name]
    if (score === 1) return []
    const failed = auditRefs.filter(({ id, weight }) => weight > 0 && isFailed(lhr.audits[id]))
    const lines = failed.flatMap(({ id }) => describe(lhr.audits[id]))
    return [`${name} ${percent(score)}`, ...lines]
  })
}

const isFailed = ({ score, scoreDisplayMode }) =>
  scoreDisplayMode === 'error' || (score !== null && score < 1)

function describe({ id, title, errorMessage, details }) {
  const items = details?.items ?? []
  const elements = items.map(({ node, description, source, url }) => {
    const what = node ? `${node.selector}: ${node.snippet}` : (description ?? url ?? source?.url)
    return `    ${what ?? ''}`
  })
  return [`  ${id}: ${errorMessage ?? title}`, ...elements]
}

async function judge(origin, paths) {
  const chrome = await launch({ chromePath: findChromium(), chromeFlags, logLevel: 'silent' })
  const total = { passed: 0, failed: 0 }
  try {
    for (const path of paths) {
      const { performance, faults } = await judgePage(origin + path, chrome.port)
      total[faults.length === 0 ? 'passed' : 'failed'] += 1
      const verdict = `${faults.length === 0 ? '✓' : '✗'} ${path} (performance ${performance})`
      console.log([verdict, ...faults].join('\n    '))
    }
  } finally {
    chrome.kill()
  }
  return total
}

const server = await startGenkan()
try {
  const [, , ...named] = process.argv
  const total = await judge(server.url, named.length > 0 ? named : await pagesOf(server.url))
  console.log(`Lighthouse: ${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
} finally {
  await server.stop()
}
