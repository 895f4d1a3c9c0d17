import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** An absolute path from one inside the project, written with forward slashes. */
export const inProject = (path) => join(projectRoot, ...path.split('/'))

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/**
 * The JavaScript file behind a command of an installed package. Running it with a Node of our
 * choice avoids the shell wrappers of node_modules/.bin, which differ between systems.
 */
export function commandFile(packageName, command = packageName) {
  const folder = inProject(`node_modules/${packageName}`)
  const { bin } = readJson(join(folder, 'package.json'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

// Left behind by running a sample or by an editor: not inputs of the build.
const notSource = new Set([
  ...['.venv', '__pycache__', 'build', 'my_app.egg-info', 'node_modules'],
  ...['secrets.toml', '.env', '.DS_Store'],
])

function filesUnder(path) {
  const absolute = inProject(path)
  if (!existsSync(absolute)) return []
  if (!statSync(absolute).isDirectory()) return [path]
  const names = readdirSync(absolute).filter((name) => !notSource.has(name))
  return names.sort().flatMap((name) => filesUnder(`${path}/${name}`))
}

/** A hash over the names and contents of files and folders, and over plain values. */
export function fingerprint(paths, values = []) {
  const hash = createHash('sha256').update(JSON.stringify(values))
  for (const path of paths.flatMap(filesUnder)) {
    const content = readFileSync(inProject(path))
    hash.update(`\0${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Whether the stamp file holds this fingerprint. */
export function isStamped(file, value) {
  return existsSync(inProject(file)) && readFileSync(inProject(file), 'utf8') === value
}

export function stamp(file, value) {
  mkdirSync(dirname(inProject(file)), { recursive: true })
  writeFileSync(inProject(file), value)
}
