import { languageOfPath } from '../../lib/i18n/languages.ts'
import type { JsonObject } from '../../lib/jwt/json-object.ts'
import { type Credentials, providerIds } from '../providers.ts'
import { deriveLoginId, deriveLoginSecrets, newLoginSeed } from './login-secrets.ts'
import type { Transaction, TransactionStart } from './transaction.ts'

/** Scopes of a login that asks for no others. */
export const defaultScopes: readonly string[] = ['openid', 'email', 'profile']

/** A transaction with secrets of its own. */
export function newTransaction(start: TransactionStart): Transaction {
  return withSecrets(start, newLoginSeed())
}

/**
 * What the encrypted cookie holds of a transaction: one letter for each name, nothing that can be
 * derived, nothing that is the default. Twelve logins that begin at once must fit into 4 KB.
 */
export function contentOf(transaction: Transaction): JsonObject {
  const { seed, provider, returnTo, startedAt, scopes, restarts, client } = transaction
  const scope = scopes.join(' ')
  return {
    s: seed,
    p: provider,
    r: returnTo,
    t: startedAt,
    ...(scope !== defaultScopes.join(' ') && { o: scope }),
    ...(restarts > 0 && { n: restarts }),
    ...(client && { c: client.clientId, k: client.clientSecret }),
  }
}

/** Reads {@link contentOf}. @returns undefined for any other content, such as an earlier release's */
export function readContent(content: JsonObject): Transaction | undefined {
  const { s: seed, r: returnTo, t: startedAt, o: scope, n: restarts = 0 } = content
  const provider = providerIds.find((known) => known === content.p)
  if (typeof seed !== 'string' || typeof returnTo !== 'string' || provider === undefined) {
    return undefined
  }
  if (typeof startedAt !== 'number' || typeof restarts !== 'number') return undefined
  const scopes = typeof scope === 'string' ? scope.split(' ') : defaultScopes
  const client = readClient(content)
  const start = { provider, returnTo, startedAt, scopes, restarts, ...(client && { client }) }
  return withSecrets(start, seed)
}

function readClient({ c: clientId, k: clientSecret }: JsonObject): Credentials | undefined {
  return typeof clientId === 'string' && typeof clientSecret === 'string'
    ? { clientId, clientSecret }
    : undefined
}

function withSecrets(start: TransactionStart, seed: string): Transaction {
  return {
    ...start,
    seed,
    id: deriveLoginId(seed),
    language: languageOfPath(start.returnTo),
    ...deriveLoginSecrets(seed),
  }
}
