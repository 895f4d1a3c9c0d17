import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { languages, localizedPath } from '../../../src/lib/i18n/languages.ts'
import { isMessageKey } from '../../../src/lib/i18n/message-keys.ts'
import { idTokenCheckNames } from '../../../src/lib/oidc/check-names.ts'
import { OidcError, errorGuide, errorRegistry, errorStatus } from '../../../src/lib/oidc/errors.ts'

const codes = Object.keys(errorRegistry) as (keyof typeof errorRegistry)[]
const root = fileURLToPath(new URL('../../../', import.meta.url))
const pages = languages.map(
  (language) => `src/content/docs${localizedPath('/guide/troubleshooting.mdx', language)}`,
)
const read = (path: string) => readFileSync(root + path, 'utf8')
const tests = globSync('test/{protocol,browser,support}/**/*.ts', { cwd: root }).map(read)

describe('error registry', () => {
  it.each(codes)('%s has its messages and its explanation in every language', (code) => {
    for (const part of ['title', 'why', 'next']) {
      expect(isMessageKey(`error.${code}.${part}`), part).toBe(true)
    }
    for (const path of pages) expect(read(path), path).toContain(`### \`${code}\``)
    expect(errorGuide(code)).toBe(`/guide/troubleshooting/#${code}`)
  })

  it.each(codes)('%s is provoked by a test', (code) => {
    expect(tests.some((test) => new RegExp(`['"]${code}['"]`).test(test))).toBe(true)
  })

  it.each(pages)('%s explains no code that does not exist', (path) => {
    // The parts before it are about other people's errors.
    const own = read(path).split(/^## /m).at(-1) ?? ''
    const explained = [...own.matchAll(/^### `(\w+)`$/gm)].map(([, code]) => code)
    expect(explained.sort()).toEqual([...codes].sort())
  })

  it.each(idTokenCheckNames)('the check %s has its messages', (name) => {
    for (const part of ['title', 'expected', 'found', 'why']) {
      expect(isMessageKey(`check.${name}.${part}`), part).toBe(true)
    }
  })

  it('says 504 where time ran out', () => {
    expect(errorStatus('provider_unreachable')).toBe(502)
    expect(errorStatus('provider_unreachable', { timedOut: true })).toBe(504)
    expect(errorStatus('state_mismatch')).toBe(400)
  })

  it('is an error with a cause', () => {
    const cause = new Error('below')
    const error = new OidcError('provider_unreachable', 'above', {}, { cause })
    expect(error).toMatchObject({ name: 'OidcError', code: 'provider_unreachable', cause })
  })
})
