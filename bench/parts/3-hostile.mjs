import { createHash } from 'node:crypto'
import { startBeforeLyingProvider } from '../measure/field.mjs'
import { Visitor } from '../measure/visitor.mjs'

const hour = 3600
const email = 'test.person@example.com'
const now = () => Math.floor(Date.now() / 1000)

/** What the provider does wrong, as test/support/hostile-provider/misbehaviour.ts has it. */
const lies = {
  'wrong key': () => ({ token: 'another key, right kid' }),
  'alg none': () => ({ token: 'alg none' }),
  iss: () => ({ claims: { iss: 'https://attacker.example' } }),
  aud: () => ({ claims: { aud: 'somebody-else' } }),
  'exp past': () => ({ claims: { iat: now() - 2 * hour, exp: now() - hour } }),
  'nonce wrong': () => ({ claims: { nonce: 'of-another-login' } }),
  'nonce missing': () => ({ claims: { nonce: undefined } }),
  at_hash: () => ({ claims: { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' } }),
  'UserInfo sub': () => ({ userinfo: { sub: '43' } }),
}
const signs = { refused: '✓', accepted: '✗', 'does not ask': '–' }

export const name = 'hostile'
export const title = 'What each of them lets through'

/** One login for each lie, and one for the truth before and after. */
export async function run({ options, say }) {
  const field = await startBeforeLyingProvider(name, options)
  try {
    const rows = []
    const data = {}
    for (const app of field.apps) {
      const verdicts = await verdictsOf(app, field.provider)
      data[app.id] = verdicts
      say(`  ${app.id}: ${verdicts ? JSON.stringify(verdicts) : 'refuses the truth'}`)
      rows.push([app.title, ...cells(verdicts)])
    }
    return { tables: [{ head: ['', ...Object.keys(lies)], rows }], notes, data }
  } finally {
    await field.stop()
  }
}

const notes = [
  '✓ refuses the login, ✗ lets it through, – does not ask for it (no `nonce` sent, no UserInfo fetched).',
  'Each of them accepts the truth before and after; where not, the row says "not tested".',
]

function cells(verdicts) {
  return Object.keys(lies).map((lie) => (verdicts ? signs[verdicts[lie]] : 'not tested'))
}

async function verdictsOf(app, provider) {
  if (!(await attempt(app, provider)).signedIn) return undefined
  const verdicts = {}
  for (const [lie, misbehaviour] of Object.entries(lies)) {
    const { signedIn, sentNonce, asked } = await attempt(app, provider, misbehaviour())
    const applies = lie.startsWith('nonce')
      ? sentNonce
      : lie !== 'UserInfo sub' || asked.includes('userinfo')
    verdicts[lie] = applies ? (signedIn ? 'accepted' : 'refused') : 'does not ask'
  }
  return (await attempt(app, provider)).signedIn ? verdicts : undefined
}

/** A login up to the answer of the callback. */
async function attempt(app, provider, { claims, ...misbehaviour } = {}) {
  const visitor = new Visitor(app.origin)
  const begun = await app.begin(visitor)
  const request = new URL(begun.location)
  const sentNonce = request.searchParams.has('nonce')
  const truth = { email, email_verified: true, ...(sentNonce ? {} : { nonce: undefined }) }
  await provider.tell({ ...misbehaviour, claims: { ...truth, ...claims } })
  const agreed = await visitor.get(withChallenge(request).href)
  await visitor.follow(agreed)
  const session = await visitor.get(app.session)
  return { signedIn: session.body.includes(email), sentNonce, asked: await provider.asked() }
}

// The provider insists on PKCE. For an app that does not offer it the browser adds the challenge of
// no verifier at all, which is what such an app then sends.
function withChallenge(request) {
  if (!request.searchParams.has('code_challenge')) {
    request.searchParams.set('code_challenge', createHash('sha256').digest('base64url'))
    request.searchParams.set('code_challenge_method', 'S256')
  }
  return request
}
