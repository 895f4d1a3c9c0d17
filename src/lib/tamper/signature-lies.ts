import type { Lie } from './lie.ts'
import { encodePart, signWith } from './signing.ts'

/** Forgeries of the signature. */
export const signatureLies = {
  email_kept_signature: {
    group: 'signature',
    own: 'signature',
    failing: ['signature'],
    async tell({ payload, parts: [header, , signature] }) {
      return `${header}.${encodePart({ ...payload, email: 'owner@victim.example' })}.${signature}`
    },
  },
  other_key: {
    group: 'signature',
    own: 'signature',
    failing: ['signature'],
    tell: ({ header, payload }, { rsa }) => signWith(rsa.privateKey, header, payload),
  },
  signature_cut: {
    group: 'signature',
    own: 'signature',
    failing: ['signature'],
    async tell({ parts: [header, payload, signature] }) {
      return `${header}.${payload}.${signature.slice(0, signature.length / 2)}`
    },
  },
} as const satisfies Readonly<Record<string, Lie>>
