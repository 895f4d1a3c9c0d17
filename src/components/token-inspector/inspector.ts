import type { JSONWebKeySet } from 'jose'
import { type PastedText, readPastedText } from '../../lib/jwt/pasted-text.ts'
import { readPastedKeys } from '../../lib/jwt/pasted-keys.ts'
import { type GivenValue, inspectIdToken } from '../../lib/oidc/inspect-id-token.ts'
import '../local-time/local-time.ts'
import '../token/token-view.ts'
import { makeExampleLogin } from './example-login.ts'
import { PageParts } from './page-parts.ts'
import { showChecks } from './show-checks.ts'
import { showToken } from './show-token.ts'

const practiceKeys = '/practice/oauth2/v3/certs'
/** Milliseconds to wait for the practice provider's keys. */
const keysTimeout = 10_000

type Warning = 'google' | 'secrets' | 'access_jwt'

/** Decodes and checks the token in the page's fields, and shows the results. */
export class Inspector {
  readonly #page: PageParts
  #pasted: PastedText = { kind: 'empty' }
  /** Counts the actions, so that the result of an outdated one is dropped. */
  #turn = 0

  constructor(root: HTMLElement) {
    this.#page = new PageParts(root)
  }

  /** Decodes the text in the token field. */
  read(): void {
    this.#turn += 1
    this.#pasted = readPastedText(this.#page.field('token').value)
    const pasted = this.#pasted
    this.#page.one('[data-result]').hidden = true
    this.#page.one('[data-ladder]').replaceChildren()
    this.#complain('')
    this.#warn(warningsFor(pasted))
    const decoded = this.#page.one('[data-decoded]')
    decoded.hidden = pasted.kind !== 'token'
    if (pasted.kind === 'token') {
      showToken(this.#page, pasted.decoded)
      this.#say(`inspector.source.${pasted.source}`)
    } else {
      for (const place of decoded.querySelectorAll('[data-runs], [data-members]')) {
        place.replaceChildren()
      }
      this.#say(`inspector.kind.${pasted.kind}`)
    }
  }

  /** Fills the fields with an example login. */
  async example(): Promise<void> {
    const turn = (this.#turn += 1)
    try {
      const login = await makeExampleLogin(Math.floor(Date.now() / 1000))
      if (turn !== this.#turn) return
      this.#page.field('token').value = login.idToken
      this.#expect(login.issuer, login.clientId, false)
      this.#page.field('nonce').value = login.nonce
      this.#page.field('jwks').value = login.jwks
      this.#page.one<HTMLInputElement>('input[value="pasted"]').checked = true
      this.read()
      this.#say('inspector.example.made')
    } catch {
      this.#say('inspector.example.impossible')
    }
  }

  /** Copies issuer and client ID from the token. */
  take(): void {
    if (this.#pasted.kind !== 'token') return this.#missToken()
    const { iss, aud } = this.#pasted.decoded.payload
    const audience: unknown = Array.isArray(aud) ? aud[0] : aud
    this.#expect(
      typeof iss === 'string' ? iss : '',
      typeof audience === 'string' ? audience : '',
      true,
    )
  }

  /** Runs the checks of the login against the values in the fields. */
  async check(): Promise<void> {
    const pasted = this.#pasted
    if (pasted.kind !== 'token') return this.#missToken()
    const turn = (this.#turn += 1)
    this.#complain('')
    const keySet = await this.#keys()
    if (keySet === 'none' || turn !== this.#turn) return
    const results = await inspectIdToken(pasted.idToken, {
      issuer: this.#given('issuer'),
      clientId: this.#given('client'),
      nonce: this.#page.field('nonce').value.trim() || undefined,
      accessToken: pasted.accessToken,
      keySet,
      hasCrypto: isSecureContext,
      now: Math.floor(Date.now() / 1000),
    })
    if (turn === this.#turn) showChecks(this.#page, results)
  }

  /** @returns undefined where the reader chose no keys, 'none' where the chosen ones are unusable */
  async #keys(): Promise<JSONWebKeySet | undefined | 'none'> {
    const { value } = this.#page.one<HTMLInputElement>('fieldset input:checked')
    if (value === 'none') return undefined
    if (value === 'practice') return this.#fetchedKeys()
    const read = readPastedKeys(this.#page.field('jwks').value)
    if (read.kind === 'keys') return read.keySet
    this.#complain(this.#page.sentence(`inspector.keys.problem.${read.problem}`))
    this.#page.field('jwks').ariaInvalid = 'true'
    this.#page.field('jwks').focus()
    return 'none'
  }

  async #fetchedKeys(): Promise<JSONWebKeySet | 'none'> {
    try {
      const response = await fetch(practiceKeys, { signal: AbortSignal.timeout(keysTimeout) })
      const read = response.ok ? readPastedKeys(await response.text()) : undefined
      if (read?.kind === 'keys') return read.keySet
    } catch {
      // Reported below, like a response without keys.
    }
    this.#complain(this.#page.sentence('inspector.unreachable'))
    return 'none'
  }

  #given(name: 'issuer' | 'client'): GivenValue | undefined {
    const field = this.#page.field(name)
    const value = field.value.trim()
    return value === '' ? undefined : { value, fromToken: field.dataset.fromToken !== undefined }
  }

  #expect(issuer: string, clientId: string, fromToken: boolean): void {
    for (const [name, value] of [
      ['issuer', issuer],
      ['client', clientId],
    ] as const) {
      const field = this.#page.field(name)
      field.value = value
      if (fromToken) field.dataset.fromToken = ''
      else delete field.dataset.fromToken
    }
  }

  #missToken(): void {
    if (this.#pasted.kind === 'empty') this.#say('inspector.no_token')
    this.#page.field('token').focus()
  }

  #say(key: string): void {
    this.#page.one('[data-status]').textContent = this.#page.sentence(key)
  }

  #complain(sentence: string): void {
    this.#page.one('[data-problem]').textContent = sentence
    this.#page.field('jwks').ariaInvalid = null
  }

  #warn(wanted: readonly Warning[]): void {
    for (const name of ['google', 'secrets', 'access_jwt'] as const) {
      this.#page.one(`[data-warning="${name}"]`).hidden = !wanted.includes(name)
    }
  }
}

function warningsFor(pasted: PastedText): readonly Warning[] {
  if (pasted.kind !== 'token') return []
  const { header, payload } = pasted.decoded
  const issuedByGoogle = /^(?:https:\/\/)?accounts\.google\.com$/.test(String(payload.iss))
  const isAccessToken = /^(?:application\/)?at\+jwt$/i.test(String(header.typ))
  return [
    ...(issuedByGoogle ? (['google'] as const) : []),
    ...(pasted.accessToken === undefined ? [] : (['secrets'] as const)),
    ...(isAccessToken ? (['access_jwt'] as const) : []),
  ]
}
