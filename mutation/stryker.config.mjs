/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['src/lib/oidc/**/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'mutation/vitest.config.mjs', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Only what these tests read is copied; node_modules is linked.
  ignorePatterns: [
    '/*',
    '!/src',
    '!/test/unit',
    '!/test/support',
    '!/scripts',
    '!/mutation',
    '!/package.json',
    '!/tsconfig.json',
  ],
  tempDirName: '.cache/mutation',
  incremental: false,
  allowEmpty: false,
  reporters: ['clear-text', 'progress', 'html', 'json'],
  htmlReporter: { fileName: '.cache/mutation-report/index.html' },
  jsonReporter: { fileName: '.cache/mutation-report/report.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
  warnings: { preprocessorErrors: true },
}
