import { basename, delimiter, dirname } from 'node:path'
import { runQuietly } from './processes.mjs'
import { StepFailure } from './step-failure.mjs'

const oldestNpm = 10
const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/

/** The environment that puts a Node first for npm and for the install scripts it starts. */
function environmentOf(node) {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return { [pathName]: [dirname(node), process.env[pathName] ?? ''].join(delimiter) }
}

/**
 * Runs npm under the given Node. `npm_execpath` names the npm that started us; without it (or
 * when another package manager set it) the npm on the PATH is used, on Windows through its .cmd.
 */
function npm(node, args, options = {}) {
  const started = process.env.npm_execpath
  const env = { ...environmentOf(node), ...options.env }
  if (started && /^npm(-cli)?\.c?js$/.test(basename(started))) {
    return runQuietly(node, [started, ...args], { ...options, env })
  }
  const shell = process.platform === 'win32'
  return runQuietly(shell ? 'npm.cmd' : 'npm', args, { ...options, env, shell })
}

/** Refuses an npm that is missing or too old to read the lock file as we need it. */
export async function requireNpm(node) {
  const answer = await npm(node, ['--version']).catch(() => undefined)
  const version = answer?.output.match(/^\d+\.\d+\.\d+/m)?.[0]
  if (!version) {
    throw new StepFailure('npm was not found: install Node.js with npm, then run this again.')
  }
  if (Number.parseInt(version, 10) < oldestNpm) {
    throw new StepFailure(
      `npm ${version} is too old, Genkan needs npm ${oldestNpm} or newer: npm install -g npm@${oldestNpm}`,
    )
  }
}

/** Runs an npm command that needs the registry; its failure names what was being done. */
export async function npmInstalls(node, what, args) {
  const { exitCode, output } = await npm(node, args)
  if (exitCode === 0) return
  const advice = unreachable.test(output)
    ? 'the package registry could not be reached. Connect to the network, then run this again.'
    : 'npm failed, see its message above. Mend that, then run this again.'
  throw new StepFailure(`${what}: ${advice}`, { exitCode, output })
}
