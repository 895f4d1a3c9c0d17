import { setTimeout as wait } from 'node:timers/promises'
import type { ProviderConnection } from '../outgoing-http/provider-connection.ts'
import { Recorder } from '../outgoing-http/recorder.ts'
import { isSourceExpression } from './response-headers.ts'

/** The members of a connection that are used here. */
export type TargetSource = Pick<ProviderConnection, 'provider' | 'knownMetadata' | 'metadata'>

/** Milliseconds that a page waits for the first discovery of a provider. */
const patience = 1000
/** Milliseconds between two attempts at discovery. */
const pause = 30_000

/**
 * CSP `form-action`: the origins to which login and logout redirect. Chromium applies `form-action`
 * to every redirect that follows a form, so pages with those forms must list them.
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

  /** The origins known so far: the issuer's where the metadata isn't cached yet. */
  get known(): readonly string[] {
    return [...new Set(this.#connections.flatMap(targetsOf))]
  }

  /**
   * Like {@link known}, after a discovery of the custom provider where it is missing (1 second).
   */
  async asked(): Promise<readonly string[]> {
    const missing = this.#connections.filter(isMissing)
    await Promise.all(missing.map((connection) => this.#ask(connection)))
    return this.known
  }

  // Only the first attempt delays pages: later ones run in the background.
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
