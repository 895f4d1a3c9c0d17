import { describe, expect, it } from 'vitest'
import { safeReturnPath } from '../../../src/lib/return-path.ts'

describe('safeReturnPath', () => {
  it.each(['/demo/', '/ja/demo/', '/guide/streamlit/?a=b#c', '/%E6%97%A5'])('keeps %s', (path) => {
    expect(safeReturnPath(path, '/fallback/')).toBe(path)
  })

  it.each([
    undefined,
    null,
    '',
    'demo/',
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/%5cevil.example',
    '/%2fevil.example',
    '/%2Fevil.example',
    '/\tevil',
    '/\r\nSet-Cookie: a=b',
    '/ /evil.example',
    '/./\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e%2e//evil.example',
    '/./%2fevil.example',
    '/a/../%2Fevil.example',
    '/%2e/%2fevil.example',
    '/user@evil.example',
    '/日本',
    `/${'a'.repeat(500)}`,
  ])('falls back for %j', (value) => {
    expect(safeReturnPath(value, '/fallback/')).toBe('/fallback/')
  })
})
