import { type JSONWebKeySet, createLocalJWKSet, decodeProtectedHeader, errors } from 'jose'
import type { Eventually } from '../promises/eventually.ts'

/** A key, and the algorithm that it is used with. */
export interface Candidate {
  readonly key: CryptoKey
  readonly algorithm: string
}

interface Choice {
  /** As it stands in the token. */
  readonly header: string
  readonly candidates: readonly Candidate[]
}

/** One key set as it was published (RFC 7517), and which of its keys a token may be signed with. */
export class PublishedKeys {
  readonly #getKey: ReturnType<typeof createLocalJWKSet>
  /** A provider writes one and the same header for as long as it has a key. */
  #lastChoice: Choice | undefined

  /** @throws where that is no key set */
  constructor(keySet: JSONWebKeySet) {
    this.#getKey = createLocalJWKSet(keySet)
  }

  /**
   * The keys that fit `alg` and `kid` of a JWS (RFC 7515, 4.1): one, none, or without a `kid`
   * several. At once where the last token had the same header.
   */
  candidates(jws: string): Eventually<readonly Candidate[]> {
    const header = jws.slice(0, jws.indexOf('.'))
    const last = this.#lastChoice
    return last?.header === header ? last.candidates : this.#choose(jws, header)
  }

  async #choose(jws: string, header: string): Promise<readonly Candidate[]> {
    const candidates = await this.#fitting(jws).catch(() => [])
    this.#lastChoice = { header, candidates }
    return candidates
  }

  async #fitting(jws: string): Promise<readonly Candidate[]> {
    const { alg, kid } = decodeProtectedHeader(jws)
    const algorithm = String(alg)
    try {
      const key = await this.#getKey({ alg: algorithm, ...(kid !== undefined && { kid }) })
      return [{ key, algorithm }]
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
      const candidates: Candidate[] = []
      for await (const key of error) candidates.push({ key, algorithm })
      return candidates
    }
  }
}
