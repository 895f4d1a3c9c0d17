import { existsSync, readdirSync } from 'node:fs'
import { inProject } from '../run/project.mjs'

const hostileFolder = 'test/protocol/hostile'

/**
 * The groups of the table in SECURITY.md: the beginning of the names of the files against the
 * hostile provider, and the test files elsewhere that are about the same.
 */
const kinds = [
  { name: 'Conformance: basic and configuration plans', hostile: 'conformance' },
  { name: 'FAPI 2 and RFC 9207', hostile: 'fapi-and-rfc9207' },
  {
    name: 'Transport',
    hostile: 'transport',
    files: ['test/protocol/outgoing-http.test.ts', 'test/protocol/private-addresses.test.ts'],
  },
  {
    name: 'Browser side',
    hostile: 'browser-side',
    files: [
      'test/protocol/body-limit.test.ts',
      'test/protocol/generated-requests.test.ts',
      'test/protocol/rate-limit.test.ts',
      'test/unit/properties/callback-parameters.test.ts',
      'test/unit/properties/return-path.test.ts',
    ],
  },
  {
    name: 'ID token',
    hostile: 'id-token',
    files: [
      'test/unit/oidc/id-token-checks.test.ts',
      'test/unit/oidc/key-set.test.ts',
      'test/unit/oidc/verify-signature.test.ts',
      'test/unit/properties/decode-jwt.test.ts',
      'test/unit/properties/id-token.test.ts',
    ],
  },
  {
    name: 'Session and cookies',
    hostile: 'session-and-cookies',
    files: [
      'test/unit/cookies/sealed-cookie.test.ts',
      'test/unit/properties/masking.test.ts',
      'test/unit/properties/sealed-cookie.test.ts',
    ],
  },
  {
    name: 'Pages',
    hostile: 'pages',
    files: [
      'test/protocol/security-grades.test.ts',
      'test/protocol/security-headers.test.ts',
      'test/unit/properties/claim-rendering.test.ts',
    ],
  },
  { name: 'Mistakes of others', hostile: 'mistakes-of-others' },
]

/** Every file of cases against the hostile provider. */
export function hostileFiles() {
  const folder = inProject(hostileFolder)
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => `${hostileFolder}/${name}`)
}

export const groups = kinds.map(({ name, hostile, files = [] }) => ({
  name,
  files: [
    ...hostileFiles().filter((file) => file.startsWith(`${hostileFolder}/${hostile}`)),
    ...files,
  ],
}))
