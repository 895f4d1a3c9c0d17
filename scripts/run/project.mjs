import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** An absolute path from one inside the project, written with forward slashes. */
export const inProject = (path) => join(projectRoot, ...path.split('/'))

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** The exact version of Node that the project builds and serves with. */
export const pinnedNodeVersion = () => readJson(inProject('package.json')).devDependencies.node

/**
 * The JavaScript file behind a command of an installed package. Running it with a Node of our
 * choice avoids the shell wrappers of node_modules/.bin, which differ between systems.
 */
export function commandFile(packageName, command = packageName) {
  const folder = inProject(`node_modules/${packageName}`)
  const { bin } = readJson(join(folder, 'package.json'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}
