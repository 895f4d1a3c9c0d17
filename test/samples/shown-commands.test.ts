import { stacks } from '../../src/lib/stacks.ts'
import { expect, it } from 'vitest'
import { sampleText } from '../support/sample-folder.ts'
import { shownCommands } from './shown-commands.ts'

it.each(stacks)('every command in the README of samples/%s is run by a test', (stack) => {
  const fences = [...sampleText(`${stack}/README.md`).matchAll(/^```sh\n(.*?)\n```$/gms)]
  expect(fences.length).toBeGreaterThan(1)
  for (const [, command] of fences) expect(shownCommands).toContain(command)
})
