import { exportSPKI, importJWK } from 'jose'
import type { JsonObject } from '../jwt/json-object.ts'
import type { BenchTools, Lie } from './lie.ts'
import { encodePart, signByBench, signWith } from './signing.ts'

// Without a known algorithm there is no known hash: `at_hash` can't be checked either.
const unknownAlgorithm = ['algorithm', 'signature', 'access_token_hash'] as const

/** Forgeries of the header: algorithm and key. */
export const headerLies = {
  alg_none: {
    group: 'header',
    own: 'algorithm',
    failing: unknownAlgorithm,
    async tell({ header, payload }) {
      return `${encodePart({ ...header, alg: 'none' })}.${encodePart(payload)}.`
    },
  },
  hs256_public_key: {
    group: 'header',
    own: 'algorithm',
    failing: unknownAlgorithm,
    tell: async ({ header, payload }, tools) =>
      signWith(await publicKeyAsSecret(tools), { ...header, alg: 'HS256' }, payload),
  },
  hs256_client_secret: {
    group: 'header',
    own: 'algorithm',
    failing: unknownAlgorithm,
    tell: ({ header, payload }, { clientSecret }) =>
      signWith(new TextEncoder().encode(clientSecret), { ...header, alg: 'HS256' }, payload),
  },
  es256: {
    group: 'header',
    own: 'algorithm',
    failing: ['algorithm', 'signature'],
    tell: ({ header, payload }, { ec }) =>
      signWith(ec.privateKey, { ...header, alg: 'ES256', kid: ec.kid }, payload),
  },
  header_jwk: {
    group: 'header',
    own: 'signature',
    failing: ['signature'],
    tell: ({ header, payload }, tools) =>
      signByBench(tools, { ...header, jwk: tools.rsa.jwk as JsonObject }, payload),
  },
  unknown_crit: {
    group: 'header',
    own: 'signature',
    failing: ['signature'],
    tell: ({ header, payload }, tools) =>
      signByBench(tools, { ...header, crit: ['only-if'], 'only-if': 'the moon is full' }, payload),
  },
} as const satisfies Readonly<Record<string, Lie>>

/** The published key as a PEM file, which anybody can make, line breaks included. */
async function publicKeyAsSecret({ providerKey }: BenchTools): Promise<Uint8Array> {
  const key = await importJWK(providerKey, 'RS256', { extractable: true })
  if (key instanceof Uint8Array) throw new TypeError('the provider publishes no public key')
  return new TextEncoder().encode(await exportSPKI(key))
}
