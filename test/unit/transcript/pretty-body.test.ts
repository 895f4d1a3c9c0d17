import { describe, expect, it } from 'vitest'
import { prettyBody } from '../../../src/lib/transcript/pretty-body.ts'

describe('prettyBody', () => {
  it('sets JSON over several lines', () => {
    expect(prettyBody('{"keys":[]}')).toBe('{\n  "keys": []\n}')
  })

  it.each(['<!doctype html>', '{"cut off', 'plain', ''])('leaves %j as it is', (body) => {
    expect(prettyBody(body)).toBe(body)
  })
})
