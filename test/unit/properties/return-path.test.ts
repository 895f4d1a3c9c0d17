import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeReturnPath } from '../../../src/lib/return-path.ts'
import { hostilePath, returnTo } from '../../support/generators/hostile-text.ts'

const site = 'https://genkan.example'
const fallback = '/fallback/'
const anything = fc.oneof(returnTo, hostilePath, fc.string({ unit: 'binary' }))

describe('safeReturnPath, for whatever it is given', () => {
  it('gives a path without control characters, on the site after every way of building the URL', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const path = safeReturnPath(value, fallback)
        expect(path).toMatch(/^\/[\x21-\x7e]*$/)
        expect(path).not.toMatch(/^\/[/\\]/)
        const urls = [
          new URL(path, site),
          new URL(site + path),
          new URL(path, `${site}/auth/login`),
        ]
        for (const url of urls) {
          expect([url.origin, url.username, url.password]).toEqual([site, '', ''])
          expect(url.pathname + url.search + url.hash).toBe(path)
        }
      }),
      { numRuns: 5000 },
    )
  })

  it('gives a path that stays on the site when somebody decodes it once more', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const { pathname } = new URL(safeReturnPath(value, fallback), site)
        const decoded = pathname.replace(/%[0-7][0-9a-f]/gi, (code) => decodeURIComponent(code))
        expect(new URL(decoded, site).origin).toBe(site)
      }),
      { numRuns: 5000 },
    )
  })

  it('gives the same path for what it gave', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const path = safeReturnPath(value, fallback)
        expect(safeReturnPath(path, '/other/')).toBe(path)
      }),
    )
  })

  it('keeps every plain path of the site', () => {
    const segment = fc.stringMatching(/^[a-z0-9_-]{1,12}$/)
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 5 }), (segments) => {
        const path = `/${segments.map((part) => `${part}/`).join('')}`
        expect(safeReturnPath(path, fallback)).toBe(path)
      }),
    )
  })
})
