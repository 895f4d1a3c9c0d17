import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { serverCommand } from '../../scripts/run/server-command.mjs'

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')

// JSON and a systemd unit cannot import it.
it('is what npm run serve and the systemd unit start', () => {
  const words = serverCommand.join(' ')
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  expect(scripts['serve']).toBe(`node --env-file-if-exists=.env ${words}`)
  expect(read('deploy/genkan.service')).toMatch(new RegExp(`^ExecStart=\\S+/node ${words}$`, 'm'))
})
