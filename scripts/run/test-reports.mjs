/** The reports that the test runs write, as files in the form of Jest's JSON. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { inProject } from './project.mjs'

const directory = inProject('.cache/test-results')

/** Where a run writes its report: `unit`, `protocol`, … */
export const reportFile = (run) => `${directory}/${run}.json`

/** Takes away what an earlier run has left. */
export function removeReports() {
  rmSync(directory, { recursive: true, force: true })
}

/** The reports of these runs; one that wrote none is left out: its step has told why. */
export function readReports(runs) {
  const written = runs.map(reportFile).filter((file) => existsSync(file))
  return written.map((file) => JSON.parse(readFileSync(file, 'utf8')))
}

/** How many tests of these reports passed and failed. */
export function countTests(reports) {
  const total = { passed: 0, failed: 0 }
  for (const report of reports) {
    total.passed += report.numPassedTests
    total.failed += report.numFailedTests
  }
  return total
}

const maxLines = 12

/** The first lines of why a test failed, without colours and without where in the libraries. */
function reason(message) {
  const lines = stripVTControlCharacters(message).split('\n')
  const told = lines.filter((line) => line.trim() !== '' && !line.includes('node_modules'))
  return told.slice(0, maxLines).map((line) => `      ${line}`)
}

function describeFailures({ name, status, message, assertionResults }) {
  const file = relative(inProject('.'), name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  // A file that could not be loaded failed without any test.
  if (failed.length === 0 && status === 'failed') return [file, ...reason(message)]
  return failed.flatMap(({ fullName, failureMessages }) => [
    `${file} > ${fullName}`,
    ...failureMessages.flatMap(reason),
  ])
}

/**
 * What failed in these reports, as lines: each test's file and name, then why. A long run's own output
 * says so as well, but thousands of lines above its end.
 */
export function describeFailedTests(reports) {
  const files = reports.flatMap((report) => report.testResults ?? [])
  return files.flatMap(describeFailures)
}
