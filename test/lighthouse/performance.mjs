/** How fast pages come on an emulated phone, by Lighthouse: a timing, so it is measured, not tested. */
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { findChromium } from '../../scripts/run/chromium.mjs'
import { chromeFlags } from './chrome-flags.mjs'

/**
 * @param {string} origin
 * @param {readonly string[]} paths
 * @param {number} rounds each page is judged that often, and the median counts
 * @returns {Promise<{ path: string, score: number, firstPaint: number, largestPaint: number, blocked: number }[]>}
 *   scores up to 100, times in milliseconds
 */
export async function performanceOf(origin, paths, rounds) {
  const chrome = await launch({ chromePath: findChromium(), chromeFlags, logLevel: 'silent' })
  try {
    const found = []
    for (const path of paths) {
      const runs = []
      for (let round = 0; round < rounds; round += 1)
        runs.push(await judge(origin + path, chrome.port))
      runs.sort((one, other) => one.score - other.score)
      found.push({ path, ...runs[Math.floor(runs.length / 2)] })
    }
    return found
  } finally {
    chrome.kill()
  }
}

async function judge(address, port) {
  const settings = { onlyCategories: ['performance'], port, logLevel: 'silent' }
  const { lhr } = await lighthouse(address, settings)
  if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`)
  const milliseconds = (id) => lhr.audits[id].numericValue
  return {
    score: Math.round(lhr.categories.performance.score * 100),
    firstPaint: milliseconds('first-contentful-paint'),
    largestPaint: milliseconds('largest-contentful-paint'),
    blocked: milliseconds('total-blocking-time'),
  }
}
