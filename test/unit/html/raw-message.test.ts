import { expect, it } from 'vitest'
import { keptMessage, rawMessage } from '../../../src/components/login-flow/raw-message.html.ts'

const answer = (body: string) => ({ status: 200, headers: [], location: [], body })

it('writes a kept message as any other, in each language', () => {
  const first = answer('{"issuer":"https://one.example"}')
  const second = answer('{"issuer":"https://other.example"}')
  for (const message of [first, second, first, second]) {
    for (const language of ['en', 'ja'] as const) {
      const written = `${keptMessage(language, message)}`
      expect(written).toBe(`${rawMessage(language, message)}`)
      expect(written).toContain(message === first ? 'one.example' : 'other.example')
    }
  }
  expect(`${keptMessage('ja', first)}`).not.toBe(`${keptMessage('en', first)}`)
})
