import { describe, expect, it } from 'vitest'
import {
  discoveryUrl,
  isSecureUrl,
  readProviderMetadata,
} from '../../../src/lib/oidc/provider-metadata.ts'

const issuer = 'https://provider.example'
const healthy = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  userinfo_endpoint: `${issuer}/userinfo`,
  id_token_signing_alg_values_supported: ['RS256'],
  authorization_response_iss_parameter_supported: true,
}

describe('readProviderMetadata', () => {
  it('reads what a login needs', () => {
    expect(readProviderMetadata(healthy, issuer)).toEqual({
      issuer,
      authorizationEndpoint: `${issuer}/auth`,
      tokenEndpoint: `${issuer}/token`,
      jwksUri: `${issuer}/jwks`,
      userinfoEndpoint: `${issuer}/userinfo`,
      endSessionEndpoint: null,
      idTokenSigningAlgorithms: ['RS256'],
      sendsResponseIssuer: true,
    })
  })

  it('reads what is optional where it is there', () => {
    const { endSessionEndpoint } = readProviderMetadata(
      { ...healthy, end_session_endpoint: `${issuer}/logout` },
      issuer,
    )
    expect(endSessionEndpoint).toBe(`${issuer}/logout`)
    const withoutUserInfo = { ...healthy, userinfo_endpoint: undefined }
    expect(readProviderMetadata(withoutUserInfo, issuer).userinfoEndpoint).toBeNull()
  })

  it.each([undefined, false, 'true', 1])('takes %j as no promise of a response issuer', (value) => {
    const document = { ...healthy, authorization_response_iss_parameter_supported: value }
    expect(readProviderMetadata(document, issuer).sendsResponseIssuer).toBe(false)
  })

  it('takes client_secret_basic as one of several methods', () => {
    const methods = ['private_key_jwt', 'client_secret_basic']
    const document = { ...healthy, token_endpoint_auth_methods_supported: methods }
    expect(readProviderMetadata(document, issuer).issuer).toBe(issuer)
  })

  const algorithms = 'id_token_signing_alg_values_supported'
  const methods = 'token_endpoint_auth_methods_supported'
  const otherIssuer = 'the document names another issuer than the one that was asked'
  it.each([
    ['another issuer', { issuer: 'https://evil.example' }, 'issuer', otherIssuer],
    ['an issuer with a slash more', { issuer: `${issuer}/` }, 'issuer', otherIssuer],
    ['no token endpoint', { token_endpoint: undefined }, 'token_endpoint'],
    ['an endpoint over http', { token_endpoint: 'http://a.example/token' }, 'token_endpoint'],
    ['a script', { authorization_endpoint: 'javascript:1' }, 'authorization_endpoint'],
    ['another scheme on loopback', { jwks_uri: 'ftp://localhost/jwks' }, 'jwks_uri'],
    ['an endpoint with a user', { jwks_uri: 'https://a@provider.example/' }, 'jwks_uri'],
    ['an endpoint with a password', { jwks_uri: 'https://a:b@provider.example/' }, 'jwks_uri'],
    ['an endpoint with a password alone', { jwks_uri: 'https://:b@provider.example/' }, 'jwks_uri'],
    ['an endpoint with a fragment', { jwks_uri: `${issuer}/jwks#a` }, 'jwks_uri'],
    ['a list as endpoint', { jwks_uri: [`${issuer}/jwks`] }, 'jwks_uri'],
    ['a UserInfo endpoint that is no URL', { userinfo_endpoint: 7 }, 'userinfo_endpoint'],
    ['no algorithms', { [algorithms]: undefined }, algorithms, `${algorithms} is missing`],
    [
      'algorithms that are no list',
      { [algorithms]: 'RS256' },
      algorithms,
      `${algorithms} is no list of strings`,
    ],
    [
      'algorithms that are not all strings',
      { [algorithms]: ['RS256', 7] },
      algorithms,
      `${algorithms} is no list of strings`,
    ],
    [
      'no client_secret_basic',
      { [methods]: ['private_key_jwt'] },
      methods,
      'the token endpoint does not accept client_secret_basic',
    ],
  ])('refuses %s', (_, change, subject, message = `${subject} is no https URL`) => {
    expect(() => readProviderMetadata({ ...healthy, ...change }, issuer)).toThrow(
      expect.objectContaining({ code: 'discovery_invalid', message, details: { subject } }),
    )
  })

  it.each([null, [], 'text'])('refuses %j', (document) => {
    expect(() => readProviderMetadata(document, issuer)).toThrow(
      expect.objectContaining({
        code: 'discovery_invalid',
        message: 'the document is no JSON object',
        details: { subject: 'document' },
      }),
    )
  })

  it('takes http on loopback, where practice happens', () => {
    const local = JSON.parse(
      JSON.stringify(healthy).replaceAll(issuer, 'http://localhost:4321'),
    ) as object
    expect(readProviderMetadata(local, 'http://localhost:4321').tokenEndpoint).toBe(
      'http://localhost:4321/token',
    )
  })

  it('finds the document below the path of an issuer', () => {
    expect(discoveryUrl('http://localhost:4321/practice')).toBe(
      'http://localhost:4321/practice/.well-known/openid-configuration',
    )
    expect(discoveryUrl('https://a.example/')).toBe(
      'https://a.example/.well-known/openid-configuration',
    )
  })
})

describe('isSecureUrl', () => {
  it.each([
    ['https://provider.example/', true],
    ['http://localhost:4321/', true],
    ['http://127.0.0.1:4321/', true],
    ['http://[::1]:4321/', true],
    ['http://provider.example/', false],
    ['http://localhost.example/', false],
    ['ftp://localhost/', false],
  ])('%s: %j', (url, secure) => {
    expect(isSecureUrl(new URL(url))).toBe(secure)
  })
})
