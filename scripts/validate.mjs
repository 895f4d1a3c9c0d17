/**
 * Every check of the project, in order: `npm run validate`, and the last part of `npm test`. A
 * failed check does not hide the ones after it; only what stands on a failed build is left out.
 */
import { buildIfStale } from './run/build.mjs'
import { obtainChromium } from './run/chromium.mjs'
import { installTool } from './run/install.mjs'
import { runShown } from './run/processes.mjs'
import { commandFile, inProject } from './run/project.mjs'
import { obtainPython, pythonAdvice } from './run/python.mjs'
import { StepFailure } from './run/step-failure.mjs'
import { obtainServices, servicesAdvice } from './run/services.mjs'
import { reportFailure, step } from './run/steps.mjs'
import {
  countTests,
  describeFailedTests,
  readReports,
  removeReports,
  reportFile,
} from './run/test-reports.mjs'

const node = process.execPath

async function run(advice, file, args = []) {
  const exitCode = await runShown(node, [file, ...args])
  if (exitCode !== 0) throw new StepFailure(advice, { exitCode })
}

async function checkTypes() {
  const advice = 'mend the types (npm run check)'
  await run(advice, commandFile('astro'), ['sync'])
  await run(advice, commandFile('astro'), ['check'])
  await run(advice, commandFile('typescript', 'tsc'), ['--noEmit'])
}

function runTests(project) {
  return run(`mend the failing tests (npm run test:${project})`, commandFile('vitest'), [
    ...['run', '--project', project, '--reporter=default', '--reporter=json'],
    `--outputFile.json=${reportFile(project)}`,
  ])
}

const steps = [
  {
    name: 'Format',
    work: () =>
      run('let the formatter mend it (npm run format)', commandFile('prettier'), [
        ...['--check', '--log-level', 'warn', '.'],
      ]),
  },
  {
    name: 'Lint',
    work: () => run('mend what it found (npm run lint)', commandFile('eslint'), ['.']),
  },
  { name: 'Types', work: checkTypes },
  { name: 'Unit tests', work: () => runTests('unit') },
  {
    name: 'Prose',
    work: async () => {
      await installTool('test/prose', 'the linter of the prose')
      await run('mend the words (npm run test:prose)', inProject('test/prose/lint.mjs'))
    },
  },
  { name: 'Production build', work: () => buildIfStale(node) },
  {
    name: 'Protocol tests',
    onBuild: true,
    work: async () => {
      await installTool('test/observatory', 'the grader of the security headers')
      await runTests('protocol')
    },
  },
  { name: 'Browser tests', onBuild: true, work: () => runTests('browser') },
  { name: 'Guide tests', onBuild: true, work: () => runTests('guide') },
  {
    name: 'Lighthouse',
    onBuild: true,
    work: async () => {
      await installTool('test/lighthouse', 'Lighthouse')
      await run('mend the pages (npm run test:lighthouse)', inProject('test/lighthouse/audit.mjs'))
    },
  },
  // They install packages and log in by browser at apps that run: the slowest, so the last.
  { name: 'Sample tests', onBuild: true, work: () => runTests('samples') },
]

/** Runs the steps and gives their failures by name. */
async function runSteps() {
  const failures = new Map()
  for (const { name, onBuild, work } of steps) {
    if (onBuild && failures.has('Production build')) {
      failures.set(name, new StepFailure('not run, the build failed'))
      continue
    }
    try {
      await step(name, work)
    } catch (error) {
      if (!(error instanceof StepFailure)) throw error
      if (error.output) console.error(error.output.trimEnd())
      failures.set(name, error)
    }
  }
  return failures
}

const testRuns = ['unit', 'prose', 'protocol', 'browser', 'guide', 'lighthouse', 'samples']

async function main() {
  removeReports()
  process.env.CHROME_PATH = await obtainChromium(node)
  const python = await obtainPython()
  if (python) process.env.PYTHON = python
  await obtainServices()
  const failures = await runSteps()
  const reports = readReports(testRuns)
  const { passed, failed } = countTests(reports)
  console.log(`\nTests: ${passed} passed, ${failed} failed`)
  for (const line of describeFailedTests(reports)) console.error(line)
  for (const [name, error] of failures) console.error(`✗ ${name}: ${error.message}`)
  const [first] = failures.values()
  process.exitCode = first?.exitCode ?? 0
  if (!python) console.log(`! The samples in Python did not run: ${pythonAdvice}`)
  const services = servicesAdvice()
  if (services) console.log(`! Some tests did not run: ${services}`)
  if (!first)
    console.log(python && !services ? '✓ Everything passed' : '✓ Everything that ran passed')
}

await main().catch(reportFailure)
