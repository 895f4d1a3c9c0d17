import { expect } from 'vitest'
import type { Misbehaviour } from './hostile-provider/hostile-provider.ts'
import { type HostileSite, type Outcome, html } from './hostile-site.ts'

/**
 * A case: its name in the list of login cases, what is wrong with the provider, how the login must
 * end, and which checks of the ID token must have failed.
 */
export type Case = [name: string, misbehaviour: Misbehaviour, result: string, ...failed: string[]]

/** Runs a case once for a program and once for a reader, and sees that the next login works. */
export async function expectCase(
  site: HostileSite,
  [, misbehaviour, result, ...failed]: Case,
): Promise<Outcome> {
  site.forget()
  const outcome = await site.logIn(misbehaviour)
  expect([outcome.result, ...outcome.checks]).toEqual([result, ...failed])
  if (result === 'signs in') {
    expect(outcome.signedIn).toBe(true)
    return outcome
  }
  expectRefused(outcome)
  site.forget()
  const page = await site.logIn(misbehaviour, { accept: html })
  expect([page.result, page.status]).toEqual([result, outcome.status])
  expectRefused(page)
  await expectHealthy(site, outcome)
  return outcome
}

/** No session, a status that says so, and nothing asked that a refused login has no right to. */
export function expectRefused({ result, status, signedIn, asked, answer }: Outcome): void {
  expect(signedIn).toBe(false)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).not.toBe(500)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  if (result === 'id_token_invalid') expect(asked).not.toContain('userinfo')
  if (refusedBeforeCode.has(result)) expect(asked).not.toContain('token')
}

/** The next login works, although the app still remembers what it was told. */
export async function expectHealthy(site: HostileSite, { client }: Outcome): Promise<void> {
  const next = await site.logIn({}, { client })
  expect([next.result, next.signedIn]).toEqual(['signs in', true])
}

const refusedBeforeCode = new Set([
  'state_mismatch',
  'transaction_expired',
  'response_issuer_mismatch',
  'provider_error',
  'invalid_callback',
])
