import { type JsonObject, isJsonObject } from '../../lib/jwt/decode-jwt.ts'
import { OidcError } from '../../lib/oidc/errors.ts'
import { discoveryUrl } from '../../lib/oidc/provider-metadata.ts'

const issuer = 'https://accounts.google.com'
/** Milliseconds for which a fetched document is shown without asking again. */
const lifetime = 60 * 60 * 1000

/** Google's discovery document as it was at a moment. */
export interface FetchedMetadata {
  readonly document: JsonObject
  /** Milliseconds since 1970. */
  readonly fetchedAt: number
}

/**
 * Fetches Google's discovery document for readers who ask for it: one address, one request at a
 * time, kept for an hour. It decides nothing; the login has a discovery of its own.
 */
export class GoogleMetadata {
  readonly #send: (request: Request) => Promise<Response>
  readonly #now: () => number
  #kept: FetchedMetadata | undefined
  #loading: Promise<FetchedMetadata> | undefined

  /**
   * @param send a fetch within bounds of time and size
   * @param now milliseconds since 1970
   */
  constructor(send: (request: Request) => Promise<Response>, now: () => number) {
    this.#send = send
    this.#now = now
  }

  /** @throws OidcError `provider_unreachable` or `discovery_invalid` */
  async read(): Promise<FetchedMetadata> {
    if (this.#kept && this.#now() - this.#kept.fetchedAt < lifetime) return this.#kept
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  async #load(): Promise<FetchedMetadata> {
    const headers = { accept: 'application/json' }
    const response = await this.#send(new Request(discoveryUrl(issuer), { headers }))
    if (!response.ok) {
      const subject = `accounts.google.com: status ${response.status}`
      throw new OidcError('provider_unreachable', subject, { subject })
    }
    const document: unknown = await response.json().catch(() => undefined)
    if (!isJsonObject(document) || document.issuer !== issuer) {
      const details = { subject: 'issuer' }
      throw new OidcError('discovery_invalid', 'what came is no document of Google', details)
    }
    this.#kept = { document, fetchedAt: this.#now() }
    return this.#kept
  }
}
