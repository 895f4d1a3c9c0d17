/** Writes the table of cases into SECURITY.md, from the tests as they are: `npm run security-table`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { inProject } from './run/project.mjs'
import { markers, render } from './security-table/render.mjs'

const path = inProject('SECURITY.md')

/** SECURITY.md as it must be. */
export async function wantedSecurityPage() {
  const [begin, end] = markers
  const [before, rest] = readFileSync(path, 'utf8').split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`SECURITY.md has no ${begin} … ${end}`)
  const text = `${before}${begin}\n\n${render()}\n\n${end}${after}`
  return format(text, { ...(await resolveConfig(path)), filepath: path })
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(path, await wantedSecurityPage())
}
