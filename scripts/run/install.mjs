import { fingerprint, isStamped, stamp } from './fingerprint.mjs'
import { npmInstalls, requireNpm } from './npm.mjs'
import { installerNode } from './pinned-node.mjs'
import { inProject } from './project.mjs'
import { step } from './steps.mjs'

const stampName = '.genkan-install'

/** Installs the packages of the lock file unless node_modules already came from it. */
export async function installPackages() {
  const wanted = fingerprint(['package-lock.json'], [process.platform, process.arch])
  if (isStamped('node_modules', stampName, wanted)) {
    console.log('▸ Packages: up to date')
    return
  }
  await requireNpm(process.execPath)
  const node = await installerNode()
  await step('Installing packages (a few minutes the first time)', () =>
    // Not `npm ci`: it refuses a lock file that was written where the registry lacked the native
    // packages of some other platform. This takes the locked versions too, and saves nothing.
    // `--include`, because a NODE_ENV of production would leave out what builds the site.
    npmInstalls(node, 'The packages could not be installed', [
      ...['install', '--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    ]),
  )
  stamp('node_modules', stampName, wanted)
}

/**
 * Installs a tool of the tests that has a package and a lock file of its own, because of its size.
 * Without install scripts: all that those of today's tools would do is fetch from the network.
 */
export async function installTool(folder, name) {
  const wanted = fingerprint([`${folder}/package-lock.json`])
  if (isStamped(`${folder}/node_modules`, stampName, wanted)) return
  await step(`Installing ${name}`, () =>
    npmInstalls(process.execPath, `${name} could not be installed`, [
      ...['install', '--prefix', inProject(folder), '--no-save', '--ignore-scripts'],
      ...['--no-audit', '--no-fund'],
    ]),
  )
  stamp(`${folder}/node_modules`, stampName, wanted)
}
