import { randomBytes } from 'node:crypto'
import { practiceClient } from '../lib/snippets/preregistered-client.ts'
import { type PracticeProvider, createPracticeProvider } from '../practice/practice-provider.ts'
import type { NamedRecord, RecordStore } from '../practice/record-store.ts'
import { ConsoleOwners } from './console/console-owners.ts'
import { NewSecretCookie } from './console/new-secret-cookie.ts'
import { type Environment, isLoopback } from './environment.ts'
import { afterResponse } from './http/after-response.ts'
import { FormTargets } from './http/form-targets.ts'
import { RateLimits } from './http/rate-limits.ts'
import { PendingTranscripts } from './login/pending-transcripts.ts'
import { type Log, createLog } from './log.ts'
import { GoogleMetadataCache } from './labs/google-metadata-cache.ts'
import { sendInProcess } from './outgoing-http/send-in-process.ts'
import { type Send, sendWithinBounds } from './outgoing-http/send-within-bounds.ts'
import { Sessions } from './login/session.ts'
import { Transactions } from './login/transaction.ts'
import { ProviderConnection } from './outgoing-http/provider-connection.ts'
import { showPracticeError } from './practice/practice-error.ts'
import { callbackUri, googleForReaders, loginProviders } from './providers.ts'
import { CookieSealer } from './sealed-cookie.ts'
import { openStore } from './store/open-store.ts'
import { shared } from './store/shared-check.ts'

/** Client of the readers' apps (OpenID Connect Dynamic Client Registration 1.0, 2). */
const readersClient = {
  client_id: practiceClient.clientId,
  client_secret: practiceClient.clientSecret,
  client_name: practiceClient.name,
  redirect_uris: Object.values(practiceClient.redirectUris),
}

/** The services of the site: one instance of each for the whole process. */
export interface Site extends Log {
  readonly environment: Environment
  readonly store: RecordStore
  readonly practice: PracticeProvider
  readonly connections: ReadonlyMap<string, ProviderConnection>
  /**
   * Google with a client that the reader enters; null on a public site, where nobody should type a
   * secret into somebody else's server.
   */
  readonly readersGoogle: ProviderConnection | null
  readonly consoleOwners: ConsoleOwners
  readonly newSecretCookie: NewSecretCookie
  readonly sessions: Sessions
  readonly transactions: Transactions
  readonly pendingTranscripts: PendingTranscripts
  readonly rateLimits: RateLimits
  /** Redirect targets of forms, for `form-action` in the CSP. */
  readonly formTargets: FormTargets
  readonly googleMetadata: GoogleMetadataCache
  /** Health of the store, without a query: false while it is known to be unavailable. */
  readonly isStoreReady: () => boolean
  /** Writes and reads the store, at most once a second. @throws StoreUnavailable */
  readonly checkStore: () => Promise<void>
  /** What is wrong with the settings of the store, for the start message. */
  readonly storeWarnings: readonly string[]
  /** Where the data is, for the start message. */
  readonly dataPlace: string
  /** True where COOKIE_SECRET was not given and one was made. */
  readonly madeCookieSecret: boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
  /**
   * Tells that this server takes no connection any more, its own included: what the site still asks
   * the practice provider goes without the network.
   */
  readonly stopListening: () => void
}

/** Starts the services. @throws ConfigurationError where the store cannot be used */
export async function createSite(environment: Environment, now: () => number): Promise<Site> {
  const { siteUrl, cookieSecrets } = environment
  const { log, closeLog } = createLog(environment.logLevel)
  const { store, redis, place, ...opened } = await openStore(environment, now, log)
  const practice = await createPracticeProvider({
    siteUrl,
    store,
    demoRedirectUri: callbackUri(siteUrl, 'practice'),
    clients: [readersClient],
    showError: showPracticeError,
    afterResponse,
    now,
  })
  const keptSecret = cookieSecrets ? undefined : await keptCookieSecret(store)
  const sealer = new CookieSealer(cookieSecrets ?? [String(keptSecret?.value.secret)], now)
  await opened.backUp([...practice.secretRecords, ...(keptSecret ? [keptSecret] : [])])
  let listens = true
  const sendToPractice: Send = (request) =>
    listens ? sendWithinBounds(request, 'anywhere') : sendInProcess(request, site)
  const connections = connect(loginProviders(environment, practice), now, sendToPractice)
  const site: Site = {
    environment,
    store,
    practice,
    connections,
    readersGoogle: isLoopback(siteUrl)
      ? (connections.get('google') ?? new ProviderConnection(googleForReaders(siteUrl), now))
      : null,
    consoleOwners: new ConsoleOwners(sealer, siteUrl, now),
    newSecretCookie: new NewSecretCookie(sealer, siteUrl, now),
    sessions: new Sessions(sealer, store, siteUrl),
    transactions: new Transactions(sealer, siteUrl),
    pendingTranscripts: new PendingTranscripts(store),
    rateLimits: new RateLimits(redis),
    formTargets: new FormTargets(connections.values(), now),
    log,
    closeLog,
    googleMetadata: new GoogleMetadataCache(
      (request) => sendWithinBounds(request, 'anywhere'),
      now,
    ),
    isStoreReady: () => opened.isReady(),
    checkStore: shared(() => opened.check()),
    storeWarnings: opened.warnings,
    dataPlace: place,
    madeCookieSecret: cookieSecrets === null,
    now,
    stopListening: () => (listens = false),
  }
  return site
}

function connect(
  providers: ReturnType<typeof loginProviders>,
  now: () => number,
  sendToPractice: Send,
): ReadonlyMap<string, ProviderConnection> {
  const connections = [...providers].map(([id, provider]) => {
    const send = id === 'practice' ? sendToPractice : undefined
    return [id, new ProviderConnection(provider, now, send)] as const
  })
  return new Map(connections)
}

// Stored, so that a restart logs nobody out.
async function keptCookieSecret(store: RecordStore): Promise<NamedRecord> {
  const name = { kind: 'server-secret', id: 'cookie' }
  const made = { secret: randomBytes(32).toString('hex') }
  await store.putIfAbsent(name.kind, name.id, made)
  return { ...name, value: (await store.get(name.kind, name.id)) ?? made }
}
