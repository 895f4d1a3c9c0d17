import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Recorder } from '../../../src/server/outgoing-http/recorder.ts'

/** Every name under which the protocol moves something that is worth stealing. */
const secretName = fc.constantFrom(
  ...['access_token', 'client_secret', 'code', 'code_verifier'],
  ...['id_token', 'id_token_hint', 'refresh_token'],
)
const secret = fc.stringMatching(/^[A-Za-z0-9._~+/-]{0,24}={0,2}$/).map((text) => `S3CRET${text}`)
const spelled = fc
  .tuple(secretName, fc.boolean())
  .map(([name, loud]) => (loud ? name.toUpperCase() : name))
const form = fc.array(fc.tuple(spelled, secret), { minLength: 1, maxLength: 4 })

/** What a recorder keeps of one request and its answer, as text. */
async function recorded(request: Request, response = new Response(null)): Promise<string> {
  const recorder = new Recorder(() => 0)
  await recorder.record('token', request, async () => response)
  return JSON.stringify(recorder.exchanges)
}

const endpoint = 'https://provider.example/token'

describe('a secret never reaches the record of a login', () => {
  it('in a query or a form', async () => {
    await fc.assert(
      fc.asyncProperty(form, async (pairs) => {
        const fields = new URLSearchParams(pairs)
        const asForm = new Request(endpoint, { method: 'POST', body: fields })
        expect(await recorded(asForm)).not.toContain('S3CRET')
        expect(await recorded(new Request(`${endpoint}?${fields}#${fields}`))).not.toContain(
          'S3CRET',
        )
      }),
    )
  })

  it('in the address of a redirect', async () => {
    await fc.assert(
      fc.asyncProperty(form, fc.constantFrom('?', '#'), async (pairs, joint) => {
        const location = `https://app.example/callback${joint}${new URLSearchParams(pairs)}`
        const response = new Response(null, { status: 303, headers: { location } })
        expect(await recorded(new Request(endpoint), response)).not.toContain('S3CRET')
      }),
    )
  })

  it('in a header', async () => {
    const headers = fc.oneof(
      fc.record({
        authorization: fc.oneof(
          secret,
          fc
            .tuple(fc.constantFrom('Basic', 'bearer', 'DPoP'), secret)
            .map((pair) => pair.join(' ')),
        ),
      }),
      fc.record({ cookie: secret.map((text) => `a=${text}; b=${text}`) }),
      fc.record({ 'set-cookie': secret.map((text) => `genkan_session=${text}; Path=/`) }),
    )
    await fc.assert(
      fc.asyncProperty(headers, async (fields) => {
        const request = new Request(endpoint, { headers: fields as Record<string, string> })
        const response = new Response(null, { headers: fields as Record<string, string> })
        expect(await recorded(request, response)).not.toContain('S3CRET')
      }),
    )
  })

  it('in a body, however deep, whole or cut off', async () => {
    const { body } = fc.letrec<{ body: unknown }>((tie) => ({
      body: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom<unknown>('plain', 1, null),
        fc.dictionary(spelled, secret, { minKeys: 1, maxKeys: 3 }),
        fc.array(tie('body'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('data', 'error', '__proto__'), tie('body'), { maxKeys: 3 }),
      ),
    }))
    await fc.assert(
      fc.asyncProperty(body, fc.option(fc.nat(200)), async (value, cut) => {
        const json = JSON.stringify(value)
        const text = cut === null ? json : json.slice(0, cut)
        expect(await recorded(new Request(endpoint), new Response(text))).not.toContain('S3CRET')
      }),
      { numRuns: 1000 },
    )
  })

  it('in a body that is a form, or nested too deep to be written out', async () => {
    await fc.assert(
      fc.asyncProperty(form, fc.integer({ min: 1, max: 100_000 }), async (pairs, depth) => {
        const deep = `{"a":${'['.repeat(depth)}${']'.repeat(depth)},"access_token":"S3CRET"}`
        for (const text of [String(new URLSearchParams(pairs)), deep]) {
          expect(await recorded(new Request(endpoint), new Response(text))).not.toContain('S3CRET')
        }
      }),
      { numRuns: 20 },
    )
  })
})
