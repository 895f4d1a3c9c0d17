import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js'
import { Severity } from 'csp_evaluator/dist/finding.js'
import { CspParser } from 'csp_evaluator/dist/parser.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'

interface Grade {
  readonly path: string
  readonly grade: string
  readonly failed: readonly string[]
  readonly results: readonly string[]
}

const paths = ['/', '/ja/', '/demo/', '/ja/demo/', '/guide/streamlit/', '/ja/guide/streamlit/']
const grader = fileURLToPath(new URL('../observatory/grade.mjs', import.meta.url))

let server: GenkanServer
let grades: readonly Grade[]
beforeAll(async () => {
  // The grader opens a proxy there that speaks https; see its own words on what is simulated.
  const proxyPort = await freePort()
  const env = { SITE_URL: `https://localhost:${proxyPort}`, COOKIE_SECRET: 'ab'.repeat(32) }
  server = await startGenkan({ env })
  const parameters = [grader, `${proxyPort}`, server.url, ...paths]
  const { stdout } = await promisify(execFile)(process.execPath, parameters).catch(
    (cause: unknown) => {
      const install = 'npm install --ignore-scripts --prefix test/observatory'
      throw new Error(`The grader failed; is it installed? (npm run test:all does: ${install})`, {
        cause,
      })
    },
  )
  grades = JSON.parse(stdout) as Grade[]
})
afterAll(() => server.stop())

describe.each(paths)('%s', (path) => {
  it('is graded A+ by the HTTP Observatory, and no test of it fails', () => {
    const { grade, failed, results } = grades.find((graded) => graded.path === path)!
    expect({ grade, failed }).toEqual({ grade: 'A+', failed: [] })
    expect(results).toEqual(
      expect.arrayContaining([
        'hsts-implemented-max-age-at-least-six-months',
        'referrer-policy-private',
        'x-frame-options-implemented-via-csp',
        'corp-implemented-with-same-origin',
        'redirection-to-https',
        'csp-implemented-with-unsafe-inline-in-style-src-only',
      ]),
    )
  })

  it('has a policy in which the CSP Evaluator finds nothing grave', async () => {
    const policy = (await fetch(server.url + path)).headers.get('content-security-policy') ?? ''
    const findings = new CspEvaluator(new CspParser(policy).csp).evaluate()
    // "Possibly": files beside the scripts could be run as such. Nobody can upload any here.
    expect(findings.map(({ severity, directive, value }) => [severity, directive, value])).toEqual([
      [Severity.MEDIUM_MAYBE, 'script-src', "'self'"],
    ])
  })
})
