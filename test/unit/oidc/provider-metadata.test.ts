import { describe, expect, it } from 'vitest'
import { OidcError } from '../../../src/lib/oidc/errors.ts'
import { discoveryUrl, readProviderMetadata } from '../../../src/lib/oidc/provider-metadata.ts'

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

  it.each([
    ['another issuer', { issuer: 'https://evil.example' }, 'issuer'],
    ['an issuer with a slash more', { issuer: `${issuer}/` }, 'issuer'],
    ['no token endpoint', { token_endpoint: undefined }, 'token_endpoint'],
    [
      'an endpoint over http',
      { token_endpoint: 'http://provider.example/token' },
      'token_endpoint',
    ],
    [
      'an endpoint that is a script',
      { authorization_endpoint: 'javascript:1' },
      'authorization_endpoint',
    ],
    ['an endpoint with a password', { jwks_uri: 'https://a:b@provider.example/' }, 'jwks_uri'],
    ['a UserInfo endpoint that is no URL', { userinfo_endpoint: 7 }, 'userinfo_endpoint'],
    [
      'no algorithms',
      { id_token_signing_alg_values_supported: undefined },
      'id_token_signing_alg_values_supported',
    ],
    [
      'algorithms that are no list',
      { id_token_signing_alg_values_supported: 'RS256' },
      'id_token_signing_alg_values_supported',
    ],
    [
      'no client_secret_basic',
      { token_endpoint_auth_methods_supported: ['private_key_jwt'] },
      'token_endpoint_auth_methods_supported',
    ],
  ])('refuses %s', (_, change, subject) => {
    expect(() => readProviderMetadata({ ...healthy, ...change }, issuer)).toThrow(
      expect.objectContaining({ code: 'discovery_invalid', details: { subject } }),
    )
  })

  it.each([null, [], 'text'])('refuses %j', (document) => {
    expect(() => readProviderMetadata(document, issuer)).toThrow(OidcError)
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
