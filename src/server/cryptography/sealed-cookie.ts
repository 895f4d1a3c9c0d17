import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { type JsonObject, isJsonObject } from '../../lib/jwt/json-object.ts'

/** What a sealed cookie is for. Each purpose has its own key: one is never accepted as another. */
export type CookiePurpose = 'session' | 'login-transaction' | 'console-owner' | 'console-secret'

/**
 * The purposes whose cookies are kept opened, because they come with request after request. What is
 * in the others is secret, and no longer in memory than it takes to use it.
 */
const keptOpen: ReadonlySet<CookiePurpose> = new Set(['session'])
const mostKept = 1000

const version = 'genkan-1'
const algorithm = 'aes-256-gcm'
/** Bytes (RFC 7518, 5.3). */
const vectorLength = 12
const authTagLength = 16

/** What a cookie holds, as it was sealed. */
interface Contents {
  readonly content: JsonObject
  /** Seconds since 1970. */
  readonly exp: number
}

/** What the cookies of one purpose are sealed with, and opened. */
interface Seal {
  /** The JWE Protected Header as it stands in the cookie. No other is accepted. */
  readonly header: string
  /** One for each secret, in their order. */
  readonly keys: readonly KeyObject[]
}

/**
 * Seals and opens cookies: authenticated encryption (JWE, `dir` with A256GCM, RFC 7516) under a key
 * that is derived for the purpose (HKDF, RFC 5869). The expiry is inside. By node:crypto itself,
 * because a library for all of JWE takes ten times as long: docs/decisions/0011.
 */
export class CookieSealer {
  readonly #secrets: readonly Buffer[]
  readonly #now: () => number
  readonly #seals = new Map<CookiePurpose, Seal>()
  /** By the cookie, to the letter. */
  readonly #opened = new LRUCache<string, Contents>({ max: mostKept })

  /**
   * @param secrets 32 bytes each as 64 hex digits, newest first: the first one seals, all open
   * @param now milliseconds since 1970
   */
  constructor(secrets: readonly string[], now: () => number) {
    this.#secrets = secrets.map((secret) => Buffer.from(secret, 'hex'))
    this.#now = now
  }

  /** @param expiresAt milliseconds since 1970 */
  seal(purpose: CookiePurpose, content: JsonObject, expiresAt: number): string {
    const { header, keys } = this.#sealOf(purpose)
    const [key] = keys
    if (!key) throw new Error('there is no secret to seal a cookie with')
    const contents = { content, exp: Math.floor(expiresAt / 1000) }
    const text = JSON.stringify(contents)
    const initializationVector = randomBytes(vectorLength)
    const cipher = createCipheriv(algorithm, key, initializationVector).setAAD(Buffer.from(header))
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    const parts = [initializationVector, sealed, cipher.getAuthTag()]
    // RFC 7516, 7.1. With `dir` the second part, an encrypted key, is empty.
    const cookie = [header, '', ...parts.map(base64url)].join('.')
    // It comes back with the next request.
    if (keptOpen.has(purpose)) this.#opened.set(cookie, contents)
    return cookie
  }

  /**
   * @returns the content; `expired` where it was sealed here and its time is over; undefined for
   * everything else, be it changed by one bit, sealed for another purpose or no cookie at all
   */
  open(purpose: CookiePurpose, sealed: string): JsonObject | 'expired' | undefined {
    const contents = this.#contentsOf(purpose, sealed)
    if (!contents) return undefined
    return contents.exp * 1000 > this.#now() ? contents.content : 'expired'
  }

  #contentsOf(purpose: CookiePurpose, sealed: string): Contents | undefined {
    const { header, keys } = this.#sealOf(purpose)
    const prefix = `${header}..`
    if (!sealed.startsWith(prefix)) return undefined
    const known = this.#opened.get(sealed)
    if (known) return known
    const parts = sealed.slice(prefix.length).split('.')
    const [initializationVector, text, tag] = parts.map(bytesOf)
    if (parts.length !== 3 || !initializationVector || !text || !tag) return undefined
    for (const key of keys) {
      const opened = decrypted({ key, initializationVector, text, tag, header })
      if (opened === undefined) continue
      const contents = contentsIn(opened)
      if (contents && keptOpen.has(purpose)) this.#opened.set(sealed, contents)
      return contents
    }
    return undefined
  }

  #sealOf(purpose: CookiePurpose): Seal {
    const known = this.#seals.get(purpose)
    if (known) return known
    const type = `${version}/${purpose}`
    const header = { alg: 'dir', enc: 'A256GCM', typ: type }
    const seal = {
      header: Buffer.from(JSON.stringify(header)).toString('base64url'),
      keys: this.#secrets.map((secret) => derivedKey(secret, type)),
    }
    this.#seals.set(purpose, seal)
    return seal
  }
}

function contentsIn(text: string): Contents | undefined {
  const { content, exp } = JSON.parse(text) as { content?: unknown; exp?: unknown }
  return typeof exp === 'number' && isJsonObject(content) ? { content, exp } : undefined
}

function base64url(bytes: Buffer): string {
  return bytes.toString('base64url')
}

/** @returns undefined for any other spelling than the one that these bytes are sealed in */
function bytesOf(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url')
  return base64url(bytes) === part ? bytes : undefined
}

function derivedKey(secret: Buffer, information: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', information, 32)))
}

/** @returns undefined where the text was not sealed with this key, header and vector */
function decrypted(sealed: {
  readonly key: KeyObject
  readonly initializationVector: Buffer
  readonly text: Buffer
  readonly tag: Buffer
  readonly header: string
}): string | undefined {
  try {
    const decipher = createDecipheriv(algorithm, sealed.key, sealed.initializationVector, {
      authTagLength,
    })
    decipher.setAAD(Buffer.from(sealed.header)).setAuthTag(sealed.tag)
    return Buffer.concat([decipher.update(sealed.text), decipher.final()]).toString()
  } catch {
    return undefined
  }
}
