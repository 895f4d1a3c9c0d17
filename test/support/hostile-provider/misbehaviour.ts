import type { Fault } from './faults.ts'
import type { KeysLie } from './keys.ts'
import type { TokenLie } from './token-lies.ts'

/** Members to put in place of the healthy ones; `undefined` takes one out. */
export type Members = Readonly<Record<string, unknown>>

export const endpoints = ['discovery', 'keys', 'authorization', 'token', 'userinfo'] as const
export type Endpoint = (typeof endpoints)[number]

/** What is wrong with the provider; everything that is not named is healthy. */
export interface Misbehaviour {
  /** Members of the discovery document. */
  readonly discovery?: Members
  readonly keys?: KeysLie
  /** Parameters of the authorization response; a list sends one several times. */
  readonly response?: Members
  /** Members of the token response. */
  readonly tokens?: Members
  /** The token endpoint refuses, with this error and this description. */
  readonly refuses?: { readonly error: string; readonly error_description?: string }
  /** How the ID token is made: its header and its signature. */
  readonly token?: TokenLie
  /** Members of the ID token's header, which is then signed as it should be. */
  readonly header?: Members
  /** Claims of the ID token, which is then signed as it should be. */
  readonly claims?: Members
  /** Members of the UserInfo answer. */
  readonly userinfo?: Members
  /** What goes wrong on the way, by endpoint. */
  readonly faults?: Partial<Record<Endpoint, Fault>>
}

/** A healthy object with some members replaced or taken out. */
export function withMembers(healthy: Members, change: Members = {}): Members {
  const entries = Object.entries({ ...healthy, ...change })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}
