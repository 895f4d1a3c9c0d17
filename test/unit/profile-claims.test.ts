import { describe, expect, it } from 'vitest'
import { displayName, pictureUrl } from '../../src/lib/profile-claims.ts'

describe('displayName', () => {
  it.each([
    [{ name: '山田太郎', email: 'taro@example.com', sub: '1' }, '山田太郎'],
    [{ name: ' ', email: 'taro@example.com', sub: '1' }, 'taro@example.com'],
    [{ name: { first: 'x' }, email: 7, sub: '1' }, '1'],
    [{}, ''],
  ])('calls %j "%s"', (claims, name) => {
    expect(displayName(claims)).toBe(name)
  })
})

describe('pictureUrl', () => {
  const iss = 'http://localhost:4321/practice'

  it.each(['https://example.com/p.png', 'http://localhost:4321/personas/taro.svg'])(
    'takes %s',
    (picture) => {
      expect(pictureUrl({ iss, picture })).toBe(picture)
    },
  )

  it.each([
    'http://example.com/p.png',
    'http://localhost:9999/p.png',
    'javascript:alert(1)',
    'data:image/png;base64,AA',
    '/p.png',
    7,
    null,
  ])('leaves %j out', (picture) => {
    expect(pictureUrl({ iss, picture })).toBeUndefined()
  })
})
