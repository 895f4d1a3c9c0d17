import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shownCommands as runWithTheSamples } from '../samples/shown-commands.ts'
import { type StartedSite, npmStart } from './npm-start.ts'
import { shownCommands } from './shown-commands.ts'
import { guidePages } from './source/guide-pages.ts'
import { type ShownCode, shownCommandsOf } from './source/shown-code.ts'

const run = promisify(execFile)
const shown = guidePages().flatMap(shownCommandsOf)
/** The first is run here, to have the site that other commands ask; the second is running. */
const ofTheProject = ['npm start', 'npm test']

const folders: string[] = []
function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-commands-'))
  folders.push(folder)
  return folder
}

let site: StartedSite
beforeAll(async () => {
  site = await npmStart({ port: 4321, dataDir: emptyFolder() })
})
afterAll(async () => {
  await site.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** The commands that no test knows, with their places. */
function unknownCommands(found: readonly ShownCode[]): string[] {
  const here = shownCommands.map(({ text }) => text)
  const known = new Set([...here, ...runWithTheSamples, ...ofTheProject])
  const unknown = found.filter(({ text }) => !known.has(text))
  return unknown.map(({ place, text }) => `${place}: no test runs this:\n${text}`)
}

describe('the commands of the guide', () => {
  it('are run by a test, each of them', () => {
    expect(unknownCommands(shown)).toEqual([])
    const other = { place: 'here', language: 'sh', text: 'openssl rand -hex 31' }
    expect(unknownCommands([other])).toEqual([expect.stringContaining('openssl rand -hex 31')])
  })

  it('are shown, each of those that are run here', () => {
    const texts = new Set(shown.map(({ text }) => text))
    const here = [...shownCommands.map(({ text }) => text), ...ofTheProject]
    expect(here.filter((text) => !texts.has(text))).toEqual([])
  })

  it('start the site', async () => {
    expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
    expect(existsSync('dist/server/entry.mjs')).toBe(true)
  })

  it.each(shownCommands)('$text', async ({ text, prints }) => {
    const options = {
      cwd: emptyFolder(),
      timeout: 30_000,
      env: { PATH: process.env['PATH'] ?? '' },
    }
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', text], options as object)
    expect(`${stdout}`).toMatch(prints)
  })
})
