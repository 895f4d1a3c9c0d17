import { describe, expect, it } from 'vitest'
import { parseNetwork } from '../../../src/server/http/client-address.ts'
import { ConfigurationError, readEnvironment } from '../../../src/server/environment.ts'

const secret = '0123456789abcdef'.repeat(4)

describe('readEnvironment', () => {
  it('needs nothing on a machine of one’s own', () => {
    expect(readEnvironment({})).toEqual({
      siteUrl: 'http://localhost:4321',
      host: 'localhost',
      port: 4321,
      cookieSecrets: null,
      google: null,
      custom: null,
      dataDirectory: '.data',
      redisUrl: null,
      trustedProxies: [],
      logLevel: 'info',
      rateLimit: true,
    })
  })

  it('reads everything', () => {
    const environment = readEnvironment({
      SITE_URL: 'https://login.example.com/',
      HOST: '0.0.0.0',
      PORT: '8080',
      COOKIE_SECRET: `${secret}, ${'b'.repeat(64)}`,
      GOOGLE_CLIENT_ID: 'g',
      GOOGLE_CLIENT_SECRET: 's',
      OIDC_ISSUER: 'https://id.example.com',
      OIDC_CLIENT_ID: 'c',
      OIDC_CLIENT_SECRET: 't',
      DATA_DIR: '/srv/genkan',
      REDIS_URL: 'rediss://genkan:hunter2@redis.example.com:6380/0',
      TRUSTED_PROXIES: '10.0.0.0/8',
    })
    expect(environment).toEqual({
      siteUrl: 'https://login.example.com',
      host: '0.0.0.0',
      port: 8080,
      cookieSecrets: [secret, 'b'.repeat(64)],
      google: { clientId: 'g', clientSecret: 's' },
      custom: {
        issuer: 'https://id.example.com',
        clientId: 'c',
        clientSecret: 't',
        name: 'id.example.com',
      },
      dataDirectory: '/srv/genkan',
      redisUrl: 'rediss://genkan:hunter2@redis.example.com:6380/0',
      trustedProxies: [parseNetwork('10.0.0.0/8')],
      logLevel: 'info',
      rateLimit: true,
    })
  })

  it.each([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '0' }],
    ['PORT', { PORT: '70000' }],
    ['SITE_URL', { SITE_URL: 'login.example.com' }],
    ['SITE_URL', { SITE_URL: 'https://login.example.com/genkan' }],
    ['SITE_URL', { SITE_URL: 'https://login.example.com/?a' }],
    ['SITE_URL', { SITE_URL: 'https://me@login.example.com' }],
    ['SITE_URL', { SITE_URL: 'http://login.example.com' }],
    ['COOKIE_SECRET', { SITE_URL: 'https://login.example.com' }],
    ['COOKIE_SECRET', { COOKIE_SECRET: 'short' }],
    ['COOKIE_SECRET', { COOKIE_SECRET: `${secret},` }],
    ['GOOGLE_CLIENT_SECRET', { GOOGLE_CLIENT_ID: 'g' }],
    ['GOOGLE_CLIENT_ID', { GOOGLE_CLIENT_SECRET: 's' }],
    ['OIDC_ISSUER', { OIDC_CLIENT_ID: 'c', OIDC_CLIENT_SECRET: 't' }],
    ['OIDC_ISSUER', { OIDC_NAME: 'Ours' }],
    [
      'OIDC_ISSUER',
      { OIDC_ISSUER: 'http://id.example.com', OIDC_CLIENT_ID: 'c', OIDC_CLIENT_SECRET: 't' },
    ],
    ['OIDC_CLIENT_ID', { OIDC_ISSUER: 'https://id.example.com' }],
    ['OIDC_CLIENT_SECRET', { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'c' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: 'localhost' }],
    ['RATE_LIMIT', { RATE_LIMIT: 'maybe' }],
    ['RATE_LIMIT', { RATE_LIMIT: 'off', SITE_URL: 'https://a.example', COOKIE_SECRET: secret }],
    ['REDIS_URL', { REDIS_URL: 'localhost:6379' }],
    ['REDIS_URL', { REDIS_URL: 'http://localhost:6379' }],
    ['REDIS_URL', { REDIS_URL: 'redis://' }],
    ['REDIS_URL', { REDIS_URL: 'redis://localhost/genkan' }],
  ])('names %s in one line for %j', (name, variables) => {
    const read = () => readEnvironment(variables)
    expect(read).toThrow(ConfigurationError)
    expect(read).toThrow(new RegExp(`^${name}: [^\\n]{20,}$`))
  })

  it('never repeats a secret', () => {
    for (const name of ['COOKIE_SECRET', 'REDIS_URL']) {
      const read = () => readEnvironment({ [name]: 'http://:hunter2@localhost/' })
      expect(read).toThrow(ConfigurationError)
      expect(read).not.toThrow(/hunter2/)
    }
  })
})
