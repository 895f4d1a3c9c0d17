/** What `npm run test:quick`, `npm test` and `npm run test:all` run, and what they say about it. */
import { buildIfStale } from './build.mjs'
import { obtainChromium } from './chromium.mjs'
import { installTool } from './install.mjs'
import { StepFailure, runQuietly, runShown, secondsSince, step } from './processes.mjs'
import { adviceFor, installPrograms } from './programs.mjs'
import { commandFile, inProject } from './project.mjs'

const vitest = (...projects) => [
  ...[commandFile('vitest'), 'run', ...projects.map((name) => `--project=${name}`)],
]

/**
 * Steps by name: a script for Node with its arguments, and what to do when it fails. Functions,
 * because the packages that the scripts are in may not be installed yet.
 */
const steps = {
  // It reads .ts files too, so `tsc` would find nothing more.
  types: () => ({
    command: [commandFile('astro'), 'check'],
    advice: 'fix the types (npm run check)',
  }),
  lint: () => ({
    command: [commandFile('eslint'), '.'],
    advice: 'fix what it found (npm run lint)',
  }),
  unit: () => ({ command: vitest('unit'), advice: 'fix the failing tests' }),
  format: () => ({
    command: [commandFile('prettier'), '--check', '--log-level', 'warn', '.'],
    advice: 'npm run format',
  }),
  tests: () => ({
    command: vitest('protocol', 'browser', 'guide', 'samples'),
    advice: 'fix the failing tests',
  }),
  services: () => ({
    command: vitest('services'),
    prepare: () => installTool('test/observatory', 'the grader of the security headers'),
    advice: 'fix the failing tests',
  }),
  prose: () => ({
    command: [inProject('test/prose/lint.mjs')],
    prepare: () => installTool('test/prose', 'the linter of the prose'),
    advice: 'fix the words',
  }),
  lighthouse: () => ({
    command: [inProject('test/lighthouse/audit.mjs')],
    prepare: () => installTool('test/lighthouse', 'Lighthouse'),
    advice: 'fix the pages',
  }),
}

const systemd = process.platform === 'linux' ? ['systemd-analyze'] : []

/** Of each command: what runs side by side before the build, and one after another on it. */
const plans = {
  'test:quick': { sources: ['types', 'lint', 'unit'], onBuild: [], optional: [] },
  test: {
    sources: ['types', 'lint', 'unit', 'format'],
    onBuild: ['tests'],
    optional: ['python', 'redis'],
  },
  'test:all': {
    sources: ['types', 'lint', 'unit', 'format', 'prose'],
    onBuild: ['tests', 'services', 'lighthouse'],
    optional: ['python', 'redis', 'nginx', 'caddy', ...systemd],
  },
}

/**
 * Runs one of the test commands. A failed step does not hide those after it.
 * @param {string[]} only the steps to run: all where none is named
 * @returns the exit code
 */
export async function runTests(plan, node, only) {
  const startedAt = Date.now()
  const { optional, ...all } = plans[plan]
  const names = [...all.sources, ...all.onBuild]
  if (only.some((name) => !names.includes(name))) {
    throw new StepFailure(`The steps of ${plan} are: ${names.join(', ')}`)
  }
  const wanted = (name) => only.length === 0 || only.includes(name)
  const sources = all.sources.filter(wanted)
  const onBuild = all.onBuild.filter(wanted)
  if (onBuild.length > 0) process.env.CHROME_PATH = await obtainChromium()
  // CI wants no test left out: it sets REQUIRE_SERVICES for `npm test` too.
  if (plan === 'test:all' || process.env.REQUIRE_SERVICES) await installPrograms()
  if (plan === 'test:all') process.env.GENERATED_REQUESTS ??= '100000'
  const failures = []
  if (sources.length > 0) failures.push(...(await runSideBySide(sources, node)))
  if (onBuild.length > 0) failures.push(...(await runOnBuild(onBuild, node)))
  for (const failure of failures) console.error(`✗ ${failure}`)
  const missing = onBuild.length > 0 ? adviceFor(optional) : undefined
  if (missing) console.log(`! Some tests were left out: ${missing}`)
  if (failures.length > 0) return 1
  const passed = missing ? 'Everything that ran passed' : 'Everything passed'
  console.log(`✓ ${passed}, in ${secondsSince(startedAt)}`)
  return 0
}

/**
 * @param {(command: string[], env?: Record<string, string>) => Promise<number>} run gives an exit code
 * @returns what to say of a step that failed, in a list; an empty one where it passed
 */
async function failureOf(name, run) {
  const { command, env, advice, prepare } = steps[name]()
  try {
    await prepare?.()
  } catch (error) {
    return [describe(name, error)]
  }
  return (await run(command, env)) === 0 ? [] : [`${name}: ${advice}`]
}

function describe(name, error) {
  if (!(error instanceof StepFailure)) throw error
  console.error(error.output.trimEnd())
  return `${name}: ${error.message}`
}

function runSideBySide(names, node) {
  return step(`Side by side: ${names.join(', ')}`, async () => {
    const run = async (name, command) => {
      const startedAt = Date.now()
      const { exitCode, output } = await runQuietly(node, command)
      const result = exitCode === 0 ? 'passed' : 'failed'
      console.log(`  ${name}: ${result} after ${secondsSince(startedAt)}`)
      if (exitCode !== 0) console.error(output.trimEnd())
      return exitCode
    }
    const failures = names.map((name) => failureOf(name, (command) => run(name, command)))
    return (await Promise.all(failures)).flat()
  })
}

async function runOnBuild(names, node) {
  try {
    await buildIfStale(node)
  } catch (error) {
    return [describe('build', error)]
  }
  const failures = []
  for (const name of names) {
    console.log(`▸ ${name}`)
    failures.push(...(await failureOf(name, (command, env) => runShown(node, command, { env }))))
  }
  return failures
}
