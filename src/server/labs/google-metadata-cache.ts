import { type JsonObject, isJsonObject } from '../../lib/jwt/json-object.ts'
import { OidcError } from '../../lib/oidc/errors.ts'
import { discoveryUrl } from '../../lib/oidc/provider-metadata.ts'
import { jsonRequest, parsedJson } from '../outgoing-http/json.ts'
import type { Send } from '../outgoing-http/send-within-bounds.ts'

const issuer = 'https://accounts.google.com'
/** Milliseconds for which the document is cached. */
const lifetime = 60 * 60 * 1000

/** Google's discovery document as it was at a moment. */
export interface FetchedMetadata {
  readonly document: JsonObject
  /** Milliseconds since 1970. */
  readonly fetchedAt: number
}

/**
 * Cache of Google's discovery document for the metadata lab: one URL, one request at a time, for an
 * hour. The login doesn't use it; it has its own discovery.
 */
export class GoogleMetadataCache {
  readonly #send: Send
  readonly #now: () => number
  #kept: FetchedMetadata | undefined
  #loading: Promise<FetchedMetadata> | undefined

  /**
   * @param send with time-out and size limit
   * @param now milliseconds since 1970
   */
  constructor(send: Send, now: () => number) {
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
    const response = await this.#send(jsonRequest(discoveryUrl(issuer)))
    if (!response.ok) {
      const subject = `accounts.google.com: status ${response.status}`
      throw new OidcError('provider_unreachable', subject, { subject })
    }
    const document = await parsedJson(response)
    if (!isJsonObject(document) || document.issuer !== issuer) {
      const details = { subject: 'issuer' }
      throw new OidcError('discovery_invalid', 'what came is no document of Google', details)
    }
    this.#kept = { document, fetchedAt: this.#now() }
    return this.#kept
  }
}
