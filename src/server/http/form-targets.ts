import { setTimeout as wait } from 'node:timers/promises'
import type { ProviderConnection } from '../outgoing-http/provider-connection.ts'
import { Recorder } from '../outgoing-http/recorder.ts'
import { isSourceExpression } from './response-headers.ts'

/** What is asked of a connection. */
export type TargetSource = Pick<ProviderConnection, 'provider' | 'knownMetadata' | 'metadata'>

/** Milliseconds that the first page waits for a provider's metadata. */
const patience = 1000
/** Milliseconds after which a provider that gave none is asked again. */
const pause = 30_000

/**
 * The origins to which the login and the log-out redirect. Chromium holds `form-action` against
 * every redirect that follows a form, so the pages with those forms must name them.
 */
export class FormTargets {
  readonly #connections: readonly TargetSource[]
  readonly #now: () => number
  readonly #attempts = new Map<TargetSource, { at: number; first: Promise<unknown> }>()

  /** @param now milliseconds since 1970 */
  constructor(connections: Iterable<TargetSource>, now: () => number) {
    this.#connections = [...connections].filter(({ provider }) => provider.id !== 'practice')
    this.#now = now
  }

  /** What is known by now: the origin of the issuer where the metadata has not come yet. */
  get known(): readonly string[] {
    return [...new Set(this.#connections.flatMap(targetsOf))]
  }

  /** Asks a provider of one's own for its metadata where it is not there yet, and waits a little. */
  async asked(): Promise<readonly string[]> {
    const missing = this.#connections.filter(isMissing)
    await Promise.all(missing.map((connection) => this.#ask(connection)))
    return this.known
  }

  // Only the first attempt holds pages up; a provider that stays away costs nobody any time.
  #ask(connection: TargetSource): Promise<unknown> {
    const earlier = this.#attempts.get(connection)
    if (earlier && this.#now() - earlier.at < pause) return earlier.first
    const answered = connection.metadata(new Recorder(this.#now)).catch(() => undefined)
    const first = earlier?.first ?? Promise.race([answered, wait(patience, null, { ref: false })])
    this.#attempts.set(connection, { at: this.#now(), first })
    return first
  }
}

// The origin of Google's issuer is that of its endpoint.
const isMissing = ({ provider, knownMetadata }: TargetSource) =>
  provider.id === 'custom' && !knownMetadata

function targetsOf({ provider, knownMetadata }: TargetSource): string[] {
  const urls = knownMetadata
    ? [knownMetadata.authorizationEndpoint, knownMetadata.endSessionEndpoint ?? []].flat()
    : [provider.issuer]
  return urls.map((url) => new URL(url).origin).filter(isSourceExpression)
}
