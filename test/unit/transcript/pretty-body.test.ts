import { describe, expect, it } from 'vitest'
import { prettyBody } from '../../../src/lib/transcript/pretty-body.ts'

describe('prettyBody', () => {
  it('sets JSON over several lines', () => {
    expect(prettyBody('{"keys":[]}')).toBe('{\n  "keys": []\n}')
  })

  it('leaves what is on several lines already', () => {
    const body = '{\n"keys": []\n}'
    expect(prettyBody(body)).toBe(body)
    expect(prettyBody(' {"a":\n1}')).toBe('{\n  "a": 1\n}')
  })

  it.each(['<!doctype html>', '{"cut off', 'plain', ''])('leaves %j as it is', (body) => {
    expect(prettyBody(body)).toBe(body)
  })
})
