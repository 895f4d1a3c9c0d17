import type { Inspector } from './inspector.ts'

const actions = ['example', 'clear', 'take'] as const

/** Loads the inspector, jose included, on first use. */
class TokenInspector extends HTMLElement {
  #inspector: Promise<Inspector | undefined> | undefined

  connectedCallback() {
    this.#reset()
    this.addEventListener('input', this.#onInput)
    this.addEventListener('click', this.#onClick)
    this.addEventListener('submit', this.#onSubmit)
    window.addEventListener('pagehide', this.#forget)
  }

  disconnectedCallback() {
    window.removeEventListener('pagehide', this.#forget)
  }

  readonly #onInput = (event: Event) => {
    const field = event.target instanceof HTMLElement ? event.target : undefined
    delete field?.dataset.fromToken
    if (field?.dataset.field === 'token') void this.#do((inspector) => inspector.read())
  }

  readonly #onClick = (event: Event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    const action = actions.find((name) => name === button?.dataset.action)
    if (action === 'clear') this.#forget()
    else if (action) void this.#do((inspector) => inspector[action]())
  }

  readonly #onSubmit = (event: Event) => {
    event.preventDefault()
    void this.#do((inspector) => inspector.check())
  }

  // The back/forward cache may restore the page: clear the pasted token.
  readonly #forget = () => {
    this.#reset()
    void this.#inspector?.then((inspector) => inspector?.read())
  }

  #reset() {
    this.querySelector('form')?.reset()
    const issuer = this.querySelector<HTMLInputElement>('[data-field="issuer"]')
    if (issuer) issuer.value = new URL('/practice', location.href).href
    for (const field of this.querySelectorAll<HTMLElement>('[data-from-token]')) {
      delete field.dataset.fromToken
    }
  }

  async #do(work: (inspector: Inspector) => void | Promise<void>) {
    this.#inspector ??= this.#load()
    const inspector = await this.#inspector
    if (inspector) await work(inspector)
  }

  async #load(): Promise<Inspector | undefined> {
    try {
      const { Inspector } = await import('./inspector.ts')
      return new Inspector(this)
    } catch {
      this.#inspector = undefined
      const words = this.querySelector<HTMLTemplateElement>('template[data-template="words"]')
      const sentence = words?.content.querySelector('[data-word="inspector.unloaded"]')
      const status = this.querySelector('[data-status]')
      if (status) status.textContent = sentence?.textContent ?? ''
      return undefined
    }
  }
}

customElements.define('token-inspector', TokenInspector)
