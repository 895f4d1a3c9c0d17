import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { policyOf } from '../support/security-policy.ts'
import {
  type HostileProvider,
  startHostileProvider,
} from '../support/hostile-provider/hostile-provider.ts'

let provider: HostileProvider
beforeAll(async () => {
  provider = await startHostileProvider()
})
afterAll(() => provider.stop())

const google = { GOOGLE_CLIENT_ID: 'an-id', GOOGLE_CLIENT_SECRET: 'a-secret' }
const custom = (issuer: string) => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: 'an-id',
  OIDC_CLIENT_SECRET: 'a-secret',
})

async function withSite<Result>(
  env: Readonly<Record<string, string>>,
  use: (site: GenkanServer) => Promise<Result>,
): Promise<Result> {
  const site = await startGenkan({ env })
  return use(site).finally(() => site.stop())
}

const policy = async ({ url }: GenkanServer, path: string) =>
  policyOf((await fetch(url + path)).headers)

describe('forms may lead', () => {
  it('to Google from the page that tries a reader’s own client, and from no other', () =>
    withSite({}, async (site) => {
      const google = 'https://accounts.google.com'
      for (const path of ['/lab/google-client/', '/ja/lab/google-client/']) {
        expect((await policy(site, path)).get('form-action')).toEqual(["'self'", google])
      }
      const demo = await policy(site, '/demo/')
      expect(demo.get('form-action')).toEqual(["'self'"])
      expect(demo.get('img-src')).toContain('https://lh3.googleusercontent.com')
      expect((await policy(site, '/')).get('img-src')).toEqual(["'self'", 'data:'])
    }))

  it('nowhere from that page on a public site', () =>
    withSite(
      { SITE_URL: 'https://login.example.com', COOKIE_SECRET: 'ab'.repeat(32) },
      async (site) => {
        const page = await policy(site, '/lab/google-client/')
        expect(page.get('form-action')).toEqual(["'self'"])
        expect((await policy(site, '/demo/')).get('img-src')).toEqual(["'self'", 'data:'])
      },
    ))

  it('to Google, whose pictures may be shown, where it is turned on', () =>
    withSite(google, async (site) => {
      const demo = await policy(site, '/demo/')
      expect(demo.get('form-action')).toEqual(["'self'", 'https://accounts.google.com'])
      expect(demo.get('img-src')).toEqual(["'self'", 'data:', 'https://lh3.googleusercontent.com'])
      expect((await policy(site, '/')).get('form-action')).toEqual(demo.get('form-action'))
    }))

  it('to a provider of one’s own, which is asked by the first page that has a form', () =>
    withSite(custom(provider.issuer), async (site) => {
      expect((await policy(site, '/auth/session')).get('form-action')).toContain(provider.issuer)
      expect(provider.requests).toEqual([])
      const demo = await policy(site, '/ja/demo/')
      expect(provider.requests.map(({ path }) => path)).toEqual([
        '/.well-known/openid-configuration',
      ])
      expect(demo.get('form-action')).toEqual(["'self'", provider.issuer])
      expect(demo.get('img-src')).toEqual(["'self'", 'data:', 'https:', provider.issuer])
      await policy(site, '/')
      expect(provider.requests).toHaveLength(1)
    }))

  it('to the issuer while it is down, and pages come all the same', () =>
    withSite(custom('http://localhost:9'), async (site) => {
      const startedAt = performance.now()
      const demo = await policy(site, '/demo/')
      expect(performance.now() - startedAt).toBeLessThan(3000)
      expect(demo.get('form-action')).toEqual(["'self'", 'http://localhost:9'])
    }))
})
