import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { countTests, describeFailedTests } from '../../scripts/run/test-reports.mjs'

const passed = { fullName: 'a login ends', status: 'passed', failureMessages: [] }
const failed = {
  fullName: 'a login is refused',
  status: 'failed',
  failureMessages: [
    [
      '\u001b[31mAssertionError: expected 302 to be 403\u001b[39m',
      '',
      '    at /a/node_modules/vitest/dist/index.js:1:1',
      '    at /a/test/unit/login.test.ts:12:3',
      ...Array.from({ length: 40 }, (_, index) => `    at frame ${index}`),
    ].join('\n'),
  ],
}
const file = (name: string, results: unknown[], message = '') => ({
  name: resolve(name),
  status: results.includes(passed) && !results.includes(failed) ? 'passed' : 'failed',
  message,
  assertionResults: results,
})
const report = (...testResults: unknown[]) => ({
  numPassedTests: 1,
  numFailedTests: 1,
  testResults,
})

describe('what is told of the reports at the end', () => {
  it('counts over all of them', () => {
    expect(countTests([report(), report()])).toEqual({ passed: 2, failed: 2 })
    expect(countTests([])).toEqual({ passed: 0, failed: 0 })
  })

  it('names each failed test and the first lines of its reason', () => {
    const told = describeFailedTests([report(file('test/unit/login.test.ts', [passed, failed]))])
    expect(told.slice(0, 3)).toEqual([
      'test/unit/login.test.ts > a login is refused',
      '      AssertionError: expected 302 to be 403',
      '          at /a/test/unit/login.test.ts:12:3',
    ])
    expect(told).toHaveLength(1 + 12)
  })

  it('names a file that could not be loaded', () => {
    const told = describeFailedTests([report(file('test/unit/x.test.ts', [], 'SyntaxError: no'))])
    expect(told).toEqual(['test/unit/x.test.ts', '      SyntaxError: no'])
  })

  it('says nothing of what passed, nor of a report that lists no tests', () => {
    const prose = { numPassedTests: 3, numFailedTests: 1 }
    expect(describeFailedTests([report(file('test/unit/y.test.ts', [passed])), prose])).toEqual([])
  })
})
