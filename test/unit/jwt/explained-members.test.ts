import { describe, expect, it } from 'vitest'
import english from '../../../src/content/i18n/en.json' with { type: 'json' }
import { explainedMembers } from '../../../src/lib/jwt/explained-members.ts'

describe('explainedMembers', () => {
  it('names every member that has a sentence, once', () => {
    const keys = Object.keys(english).filter((key) => key.startsWith('claim.'))
    const names = keys.map((key) => key.slice('claim.'.length)).filter((key) => key !== 'unknown')
    expect([...explainedMembers].sort()).toEqual(names.sort())
  })
})
