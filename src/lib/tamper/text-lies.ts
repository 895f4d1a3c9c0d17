import type { Lie } from './lie.ts'
import { encodePart } from './signing.ts'

/** Texts that are not a JWS. */
export const textLies = {
  not_a_jwt: {
    group: 'text',
    own: 'structure',
    failing: ['structure'],
    async tell() {
      return 'Let me in, I am the owner'
    },
  },
  five_parts: {
    group: 'text',
    own: 'structure',
    failing: ['structure'],
    // In the shape of RFC 7516, 3.1: header, encrypted key, initialization vector, text, tag.
    async tell({ parts: [, payload, signature] }) {
      const header = encodePart({ alg: 'RSA-OAEP', enc: 'A256GCM' })
      const [key, vector, tag] = [signature, signature.slice(0, 16), signature.slice(-22)]
      return [header, key, vector, payload, tag].join('.')
    },
  },
} as const satisfies Readonly<Record<string, Lie>>
