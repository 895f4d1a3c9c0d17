import { createHmac, sign } from 'node:crypto'
import { CompactEncrypt, exportJWK } from 'jose'
import type { KeyRing, SigningKey } from './keys.ts'
import type { Members } from './misbehaviour.ts'

/** What a token is made of. */
export interface TokenMaterial {
  readonly keys: KeyRing
  readonly claims: Members
  readonly clientSecret: string
  /** Where the attacker publishes keys. */
  readonly attackerUrl: string
}

const encode = (text: string | Buffer) => Buffer.from(text).toString('base64url')
const input = (header: object, payload: string) =>
  `${encode(JSON.stringify(header))}.${encode(payload)}`

/** A JWS with any header at all, signed with RSA (RS256) or an elliptic curve (ES256). */
export function signedToken(key: SigningKey, header: object, payload: object | string): string {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload)
  const signed = input(header, text)
  const by = { key: key.privateKey, dsaEncoding: 'ieee-p1363' } as const
  return `${signed}.${sign('sha256', Buffer.from(signed), by).toString('base64url')}`
}

/** The token that a healthy provider makes. */
export function healthyToken({ keys, claims }: TokenMaterial, header: Members = {}): string {
  return signedToken(keys.own, { alg: 'RS256', kid: keys.own.kid, ...header }, claims)
}

function unsigned(alg: string): (material: TokenMaterial) => string {
  return ({ claims }) => `${input({ alg }, JSON.stringify(claims))}.`
}

/** HS256 under a secret that is no secret to the attacker. */
function symmetric(secret: (material: TokenMaterial) => string) {
  return (material: TokenMaterial) => {
    const header = { alg: 'HS256', kid: material.keys.own.kid }
    const signed = input(header, JSON.stringify(material.claims))
    return `${signed}.${createHmac('sha256', secret(material)).update(signed).digest('base64url')}`
  }
}

/** Signed by the attacker, whose key the header offers. */
function selfMade(header: (material: TokenMaterial) => object) {
  return (material: TokenMaterial) => {
    const { own, foreign } = material.keys
    return signedToken(
      foreign,
      { alg: 'RS256', kid: own.kid, ...header(material) },
      material.claims,
    )
  }
}

const parts = (material: TokenMaterial) => healthyToken(material).split('.')

const lies = {
  'alg none': unsigned('none'),
  'alg None': unsigned('None'),
  'alg NONE': unsigned('NONE'),
  'alg nOnE': unsigned('nOnE'),
  'alg null': (material) => healthyToken(material, { alg: null }),
  'alg missing': (material) => healthyToken(material, { alg: undefined }),
  'alg none, signature of RS256': (material) => healthyToken(material, { alg: 'none' }),
  'HS256 with the client secret': symmetric(({ clientSecret }) => clientSecret),
  'HS256 with the public key': symmetric(({ keys }) =>
    keys.own.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  ),
  'HS256 with the published JWK': symmetric(({ keys }) => JSON.stringify(keys.own.jwk)),
  'ES256 by a key that is not published': ({ keys, claims }) =>
    signedToken(keys.elliptic, { alg: 'ES256', kid: keys.own.kid }, claims),
  'ES256 by a published key': ({ keys, claims }) =>
    signedToken(keys.elliptic, { alg: 'ES256', kid: keys.elliptic.kid }, claims),
  'another key, right kid': ({ keys, claims }) =>
    signedToken(keys.foreign, { alg: 'RS256', kid: keys.own.kid }, claims),
  'another key, its own kid': ({ keys, claims }) =>
    signedToken(keys.foreign, { alg: 'RS256', kid: keys.foreign.kid }, claims),
  'no kid': (material) => healthyToken(material, { kid: undefined }),
  'header jwk': selfMade(({ keys }) => ({ jwk: keys.foreign.jwk })),
  'header jku': selfMade(({ keys, attackerUrl }) => ({
    jku: `${attackerUrl}/jwks`,
    kid: keys.foreign.kid,
  })),
  'header x5u': selfMade(({ attackerUrl }) => ({ x5u: `${attackerUrl}/certificate` })),
  'header x5c': selfMade(({ keys }) => ({
    x5c: [keys.foreign.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')],
  })),
  'crit unknown': (material) => healthyToken(material, { crit: ['x-unknown'], 'x-unknown': true }),
  'crit empty': (material) => healthyToken(material, { crit: [] }),
  'b64 false': (material) => healthyToken(material, { crit: ['b64'], b64: false }),
  'signature flipped': (material) => {
    const [header, payload, signature = ''] = parts(material)
    const bytes = Buffer.from(signature, 'base64url')
    bytes[10] = (bytes[10] ?? 0) ^ 1
    return `${header}.${payload}.${encode(bytes)}`
  },
  'signature cut': (material) => healthyToken(material).slice(0, -4),
  'signature missing': (material) => {
    const [header, payload] = parts(material)
    return `${header}.${payload}.`
  },
  'signature of another token': (material) => {
    const [header, payload] = parts(material)
    const other = { ...material, claims: { ...material.claims, sub: '43' } }
    return `${header}.${payload}.${parts(other)[2]}`
  },
  'two parts': (material) => parts(material).slice(0, 2).join('.'),
  'four parts': (material) => `${healthyToken(material)}.e30`,
  'encrypted for the client': async ({ claims, clientSecret }) =>
    new CompactEncrypt(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM' })
      .encrypt(Buffer.from(clientSecret)),
  'a million segments': () => 'e30'.concat('.e30'.repeat(200_000)),
  'longer than any token': (material) =>
    signedToken(
      material.keys.own,
      { alg: 'RS256', kid: material.keys.own.kid },
      { ...material.claims, padding: 'x'.repeat(100_000) },
    ),
  'payload that is no object': ({ keys }) =>
    signedToken(keys.own, { alg: 'RS256', kid: keys.own.kid }, '["sub"]'),
  'nested as deep as fits': ({ keys, claims }) =>
    signedToken(
      keys.own,
      { alg: 'RS256', kid: keys.own.kid },
      JSON.stringify(claims).replace(/\}$/, `,"nested":${'['.repeat(5500)}${']'.repeat(5500)}}`),
    ),
  'audience twice, the second foreign': ({ keys, claims }) =>
    signedToken(
      keys.own,
      { alg: 'RS256', kid: keys.own.kid },
      JSON.stringify(claims).replace(/\}$/, ',"aud":"somebody-else"}'),
    ),
} satisfies Record<string, (material: TokenMaterial) => string | Promise<string>>

export type TokenLie = keyof typeof lies

export async function lyingToken(lie: TokenLie, material: TokenMaterial): Promise<string> {
  return lies[lie](material)
}

/** The attacker's own key set, for whoever follows a header to it. */
export async function attackerKeySet({ foreign }: KeyRing): Promise<object> {
  return { keys: [{ ...(await exportJWK(foreign.publicKey)), kid: foreign.kid, alg: 'RS256' }] }
}
