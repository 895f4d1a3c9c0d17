import { type KeyObject, generateKeyPairSync, randomUUID } from 'node:crypto'
import { type JWK, exportJWK } from 'jose'

export interface SigningKey {
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** The public half as it is published. */
  readonly jwk: JWK
}

export type KeysLie =
  | 'a new key, just before signing'
  | 'one, without kid'
  | 'two, without kid'
  | 'two, without kid, both foreign'
  | 'the same twice, without kid'
  | 'only a foreign one under the same kid'
  | 'for encryption only'
  | 'an elliptic one beside'
  | 'none'
  | 'no key set'

/** A new key pair, RS256 or ES256. */
export async function newKey(type: 'rsa' | 'ec' = 'rsa'): Promise<SigningKey> {
  const { privateKey, publicKey } =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const kid = randomUUID()
  const alg = type === 'rsa' ? 'RS256' : 'ES256'
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }
  return { kid, privateKey, publicKey, jwk }
}

/** The keys of a provider and of the attacker beside it. */
export class KeyRing {
  own: SigningKey
  readonly foreign: SigningKey
  readonly elliptic: SigningKey

  private constructor(own: SigningKey, foreign: SigningKey, elliptic: SigningKey) {
    this.own = own
    this.foreign = foreign
    this.elliptic = elliptic
  }

  static async create(): Promise<KeyRing> {
    return new KeyRing(await newKey(), await newKey(), await newKey('ec'))
  }

  /** From now on another key signs, and the one before is published no more. */
  async rotate(): Promise<void> {
    this.own = await newKey()
  }

  /** The document at `jwks_uri`. */
  published(lie?: KeysLie): object {
    const { own, foreign, elliptic } = this
    const nameless = ({ jwk }: SigningKey) => ({ ...jwk, kid: undefined })
    switch (lie) {
      case 'one, without kid':
        return { keys: [nameless(own)] }
      case 'two, without kid':
        return { keys: [nameless(foreign), nameless(own)] }
      case 'two, without kid, both foreign':
        return { keys: [nameless(foreign), { ...foreign.jwk, kid: 'other' }] }
      case 'the same twice, without kid':
        return { keys: [nameless(own), { ...own.jwk, kid: 'again' }] }
      case 'only a foreign one under the same kid':
        return { keys: [{ ...foreign.jwk, kid: own.kid }] }
      case 'for encryption only':
        return { keys: [{ ...own.jwk, use: 'enc' }] }
      case 'an elliptic one beside':
        return { keys: [own.jwk, elliptic.jwk] }
      case 'none':
        return { keys: [] }
      case 'no key set':
        return { keys: 'none' }
      case 'a new key, just before signing':
      case undefined:
        return { keys: [own.jwk] }
    }
  }
}
