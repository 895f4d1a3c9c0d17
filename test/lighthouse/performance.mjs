/** How fast pages come on an emulated phone, by Lighthouse: a timing, so it is measured, not tested. */
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { findChromium } from '../../scripts/run/chromium.mjs'
import { chromeFlags } from './chrome-flags.mjs'

/** Runs that may give nothing, each page: a busy machine can make Chromium miss its own start. */
const mostLost = 3

/**
 * @param {string} origin
 * @param {readonly string[]} paths
 * @param {number} rounds each page is judged that often, and the median counts
 * @returns {Promise<{ path: string, score: number, firstPaint: number, largestPaint: number, blocked: number }[]>}
 *   scores up to 100, times in milliseconds
 */
export async function performanceOf(origin, paths, rounds) {
  const found = []
  for (const path of paths) {
    const runs = []
    for (let tried = 0; runs.length < rounds; tried += 1) {
      const run = await judgeAlone(origin + path)
      if (!('error' in run)) runs.push(run)
      else if (tried >= rounds + mostLost) throw new Error(`${path}: ${run.error}`)
    }
    runs.sort((one, other) => one.score - other.score)
    found.push({ path, ...runs[Math.floor(runs.length / 2)] })
  }
  return found
}

/** In a browser of its own, so that no page is helped or held up by the one before. */
async function judgeAlone(address) {
  const chrome = await launch({ chromePath: findChromium(), chromeFlags, logLevel: 'silent' })
  try {
    return await judge(address, chrome.port)
  } finally {
    chrome.kill()
  }
}

async function judge(address, port) {
  const settings = { onlyCategories: ['performance'], port, logLevel: 'silent' }
  const { lhr } = await lighthouse(address, settings)
  if (lhr.runtimeError) return { error: lhr.runtimeError.message }
  const milliseconds = (id) => lhr.audits[id].numericValue
  return {
    score: Math.round(lhr.categories.performance.score * 100),
    firstPaint: milliseconds('first-contentful-paint'),
    largestPaint: milliseconds('largest-contentful-paint'),
    blocked: milliseconds('total-blocking-time'),
  }
}
