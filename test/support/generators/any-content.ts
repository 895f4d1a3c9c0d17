import fc from 'fast-check'
import { hostile, hostileHeader } from './any-value.ts'
import type { SiteSurvey } from './site-survey.ts'

const formType = 'application/x-www-form-urlencoded'

/** Fields of forms and of queries. */
export function fields({ names, values }: SiteSurvey): fc.Arbitrary<[string, string][]> {
  const known = [
    ...['state', 'code', 'error', 'iss', 'client_id', 'client_secret', 'redirect_uri', 'scope'],
    ...['response_type', 'grant_type', 'prompt', 'max_age', 'claims', 'request', 'id_token_hint'],
    ...['_action', '_astroActionPayload', 'ui_locales', 'nonce', 'code_challenge', 'return_to'],
  ]
  const name = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...names, ...known) },
    { weight: 1, arbitrary: hostile },
  )
  const value = fc.oneof(
    fc.constantFrom(...values, 'code', 'openid', 'authorization_code', 'none', 'S256', 'google'),
    hostile,
  )
  return fc.array(fc.tuple(name, value), { maxLength: 8 })
}

/** Fields, urlencoded. */
export const encoded = (pairs: readonly [string, string][]) =>
  pairs
    .map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('='))
    .join('&')

/** The content of a request, and what type it says it has; mostly a form. */
export function content(
  survey: SiteSurvey,
): fc.Arbitrary<{ type: string | undefined; body: string }> {
  const part = (name: string) =>
    `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n1\r\n`
  const form = fields(survey).map(encoded)
  const body = fc.oneof(
    { weight: 6, arbitrary: form },
    { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom(...survey.names).map((name) => `${part(name)}--x--`) },
    { weight: 1, arbitrary: fc.constantFrom(...survey.names).map(part) },
    { weight: 1, arbitrary: hostile },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 1, arbitrary: fc.constantFrom('', '{', '[[[', '%', '%=%', '&&&', 'a='.repeat(500)) },
  )
  const type = fc.oneof(
    { weight: 8, arbitrary: fc.constant<string | undefined>(formType) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        ...['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'text/xml'],
        ...[
          'multipart/form-data',
          `${formType}; charset=utf-7`,
          'application/jose',
          '*/*',
          ';',
          '',
        ],
        undefined,
      ),
    },
    { weight: 1, arbitrary: hostileHeader },
  )
  return fc.record({ type, body })
}
