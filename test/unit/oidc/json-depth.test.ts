import { describe, expect, it } from 'vitest'
import { depthLimit, nestsTooDeep } from '../../../src/lib/oidc/json-depth.ts'

const tooDeep = nestsTooDeep
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

describe('nestsTooDeep', () => {
  it.each([
    ['nothing', ''],
    ['the limit', nested(depthLimit)],
    ['many side by side', `[${Array(1000).fill('[{}]').join()}]`],
    ['brackets in a string', JSON.stringify('['.repeat(1000))],
    ['brackets after a quote in a string', JSON.stringify(`"${'['.repeat(1000)}`)],
    ['brackets after a backslash and a quote', JSON.stringify({ a: `\\"${'{'.repeat(1000)}` })],
    ['characters of several bytes', JSON.stringify('「『'.repeat(1000))],
  ])('takes %s', (_, json) => {
    expect(tooDeep(json)).toBe(false)
  })

  it.each([
    ['one more than the limit', nested(depthLimit + 1)],
    ['objects', '{"a":'.repeat(depthLimit + 1)],
    ['what follows a string that ends in a backslash', `["\\\\",${nested(depthLimit)}]`],
    ['what is cut off', '['.repeat(100_000)],
  ])('refuses %s', (_, json) => {
    expect(tooDeep(json)).toBe(true)
  })
})
