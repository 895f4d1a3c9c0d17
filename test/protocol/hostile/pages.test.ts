import { describe, expect, it } from 'vitest'
import type { Members } from '../../support/hostile-provider/hostile-provider.ts'
import type { HostileSite } from '../../support/hostile-site.ts'
import { shared } from '../../support/shared.ts'

let site: HostileSite
shared.beforeAll(({ hostileSite }) => {
  site = hostileSite.restored()
})

function nested(depth: number): unknown {
  let value: unknown = 'innermost'
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}

const script = '</script><script>alert(1)</script><img src=x onerror=alert(1)>'

describe('claims are text', () => {
  it.each<[name: string, claims: Members]>([
    ['</script>', { name: script, email: script, [script]: script }],
    ['bidi controls', { name: '\u202Eevil\u2066', given_name: '\u200F' }],
    ['__proto__', JSON.parse('{"__proto__":{"name":"evil"},"constructor":1}') as Members],
    ['deep nesting', { deep: nested(50) }],
    ['names spread as attributes', { onclick: 'alert(1)', class: 'evil', style: 'x', 'data-x': 1 }],
    ['a picture that is a script', { picture: 'javascript:alert(1)' }],
    ['a name that is no text', { name: { first: 'evil' }, picture: 7, email: [] }],
    ['numbers beyond number', { big: 1e308, small: -1e308, auth_time: 1e300 }],
    ['lone surrogates', { name: 'a\uD800b' }],
  ])('%s', async (_, claims) => {
    const { result, client } = await site.logIn({ claims, userinfo: claims })
    expect(result).toBe('signs in')
    for (const path of ['/demo/', '/ja/demo/', '/auth/session']) {
      const page = await client.get(path)
      expect(page.status, path).toBe(200)
      if (path.startsWith('/auth')) continue
      // Parsed, because `<` may stand in the value of an attribute as it is.
      const html = page.html()
      const scripts = html.querySelectorAll('script').map(({ text }) => text)
      expect(scripts.filter((text) => text.includes('alert(1)'))).toEqual([])
      expect(html.querySelectorAll('[onclick], .evil, [onerror], [src=x]')).toEqual([])
      expect(html.querySelectorAll('[src^=javascript], [href^=javascript]')).toEqual([])
    }
  })

  it('a 1 MB string', async () => {
    const { result, client } = await site.logIn({ userinfo: { long: 'x'.repeat(1_000_000) } })
    expect(result).toBe('signs in')
    const page = await client.get('/demo/')
    expect(page.status).toBe(200)
    expect(page.body.length).toBeLessThan(4_000_000)
  })

  it.each(['discovery', 'keys', 'token', 'userinfo'] as const)(
    'deep nesting in the answer of %s: no 500, and the next login works',
    async (endpoint) => {
      site.forget()
      const outcome = await site.logIn({ faults: { [endpoint]: 'JSON nested 100,000 deep' } })
      expect(outcome.status).not.toBe(500)
      expect((await outcome.client.get('/demo/')).status).toBe(200)
      site.forget()
      expect((await site.logIn()).result).toBe('signs in')
    },
  )
})
