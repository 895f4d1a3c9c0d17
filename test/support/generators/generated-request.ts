import fc from 'fast-check'
import type { SentRequest } from '../keep-alive.ts'
import { hostileText } from './hostile-text.ts'
import { mutated, mutation } from './token-mutation.ts'

/** What a generator knows of the server: cookies it really set, and states that it really chose. */
export interface Known {
  /** Cookies of logins that began and were never agreed to. */
  readonly transactions: readonly { readonly cookie: string; readonly state: string }[]
  /** A session that lives. */
  readonly session: string
  /** A session that was ended. */
  readonly ended: string
}

/** Bytes that node:http agrees to send in a path, so that it is the server that has to judge them. */
const sendable = (text: string) =>
  text.replaceAll(/[^\u0021-\u00ff]/g, (character) => encodeURIComponent(character.toWellFormed()))

const rawValue = fc.oneof(
  hostileText,
  fc.stringMatching(/^(%[0-9a-fA-F]{2}|%|%u00|[ -~]){0,30}$/),
  fc.integer({ min: 1, max: 12_000 }).map((length) => 'x'.repeat(length % 7 === 0 ? length : 40)),
)

function query({ transactions }: Known): fc.Arbitrary<string> {
  const states = transactions.map(({ state }) => state)
  const name = fc.oneof(
    fc.constantFrom('state', 'code', 'iss', 'error', 'error_description', 'state[]', 'STATE'),
    hostileText,
  )
  const pair = fc.tuple(name, rawValue).map((parts) => parts.map(sendable).join('='))
  const known = fc.constantFrom(...states).map((state) => `state=${encodeURIComponent(state)}`)
  const likely = fc.tuple(known, fc.constantFrom('&code=x', '&error=access_denied', '', '&code='))
  return fc.oneof(
    { weight: 5, arbitrary: fc.array(pair, { maxLength: 6 }).map((pairs) => pairs.join('&')) },
    { weight: 3, arbitrary: fc.tuple(known, pair).map((pairs) => pairs.join('&')) },
    { weight: 2, arbitrary: likely.map((parts) => parts.join('')) },
    { weight: 1, arbitrary: hostileText.map(sendable) },
  )
}

function cookieHeader({ transactions, session, ended }: Known): fc.Arbitrary<string> {
  const sealed = [...transactions.map(({ cookie }) => cookie), session, ended]
  const names = sealed.map((cookie) => cookie.split('=', 1)[0] ?? '')
  const values = sealed.map((cookie) => cookie.slice(cookie.indexOf('=') + 1))
  const live = session.slice(session.indexOf('=') + 1)
  const value = fc.oneof(
    // Sealed here, under any name and for any purpose, but never the one session that lives.
    fc.constantFrom(...values.filter((candidate) => candidate !== live)),
    fc
      .tuple(fc.constantFrom(live, ...values), mutation, fc.constantFrom(...values))
      .map(([token, change, other]) => mutated(token, change, other))
      // A header ends the value at a semicolon, and blanks around it are none of it.
      .filter((forged) => forged.split(';', 1)[0]?.trim() !== live),
    fc.stringMatching(/^[!-~]{0,80}$/),
  )
  const name = fc.oneof(fc.constantFrom(...names), fc.stringMatching(/^[!-~]{0,12}$/))
  const pair = fc.tuple(name, value).map((parts) => parts.join('='))
  const genuine = fc.constantFrom(...transactions.map(({ cookie }) => cookie), ended)
  return fc
    .array(fc.oneof(pair, genuine), { maxLength: 5 })
    .map((cookies) => cookies.join('; ').replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, ''))
    .filter((header) => !header.includes(live))
}

/** A callback, or a question who is signed in, as no browser and no provider would send it. */
export function generatedRequest(known: Known): fc.Arbitrary<SentRequest> {
  const provider = fc.oneof(
    { weight: 8, arbitrary: fc.constant('practice') },
    { weight: 1, arbitrary: fc.constantFrom('google', 'custom', '__proto__', '%00', '..%2f') },
    { weight: 1, arbitrary: hostileText.map((text) => encodeURIComponent(text.toWellFormed())) },
  )
  const callback = fc
    .tuple(provider, query(known))
    .map(([id, search]) => `/auth/callback/${id}?${search}`)
  const path = fc.oneof(
    { weight: 75, arbitrary: callback },
    { weight: 24, arbitrary: fc.constant('/auth/session') },
    { weight: 1, arbitrary: fc.constant('/demo/') },
  )
  const accept = fc.oneof(
    { weight: 19, arbitrary: fc.constant('application/json') },
    { weight: 1, arbitrary: fc.constant('text/html') },
  )
  return fc.tuple(path, cookieHeader(known), accept).map(([target, cookie, type]) => ({
    ...{ method: 'GET', path: target, body: '' },
    headers: { cookie, accept: type },
  }))
}
