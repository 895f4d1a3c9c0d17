import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inProject } from './project.mjs'

// Left behind by running the sample app or by an editor; none of it reaches the site.
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

/** Whether the stamp in `folder` records this fingerprint. */
export function isStamped(folder, name, value) {
  const file = join(inProject(folder), name)
  return existsSync(file) && readFileSync(file, 'utf8') === value
}

export function stamp(folder, name, value) {
  const file = join(inProject(folder), name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, value)
}
