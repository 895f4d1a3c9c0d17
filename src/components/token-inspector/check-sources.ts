import type { IdTokenCheckName } from '../../lib/oidc/check-names.ts'
import { checkIdToken } from '../../lib/oidc/id-token-checks.ts'

/** The checks in their order, each with its section of the specification. */
export async function checkSources(): Promise<
  readonly { readonly name: IdTokenCheckName; readonly source: string }[]
> {
  // The results carry the sections, even those of no token at all.
  const results = await checkIdToken('', {
    issuers: [],
    clientId: '',
    nonce: '',
    accessToken: '',
    algorithms: [],
    verifySignature: () => Promise.resolve(false),
    now: 0,
  })
  return results.map(({ name, source }) => ({ name, source }))
}
