import { formatSecret, secretBytes, secretFormats } from '../../lib/secret-format.ts'

/** Generates a secret per click, and clears it when the page is left. */
class SecretGenerator extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this.#onClick)
    this.addEventListener('change', this.#forget)
    // Back/forward cache: a restored page must not show the secret.
    window.addEventListener('pagehide', this.#forget)
  }

  disconnectedCallback() {
    window.removeEventListener('pagehide', this.#forget)
    this.#forget()
  }

  readonly #onClick = (event: Event) => {
    const target = event.target instanceof Element ? event.target : undefined
    if (target?.closest('[data-action="make"]')) this.#make()
  }

  #make() {
    const chosen = this.querySelector<HTMLInputElement>('input:checked')?.value
    const format = secretFormats.find((name) => name === chosen) ?? 'hex'
    const bytes = crypto.getRandomValues(new Uint8Array(secretBytes))
    const secret = formatSecret(bytes, format)
    bytes.fill(0)
    this.#show(secret)
    this.#say((this.dataset.made ?? '').replace('{{count}}', String(secret.length)))
  }

  // Also on a change of format: a secret must not exist in two encodings.
  readonly #forget = () => {
    this.#show('')
    this.#say('')
  }

  #show(secret: string) {
    const place = this.querySelector('[data-secret]')
    const copy = this.querySelector<HTMLElement>('copy-button')
    const made = this.querySelector<HTMLElement>('[data-made]')
    const button = this.querySelector('[data-action="make"]')
    if (!place || !copy || !made || !button) return
    place.textContent = secret
    copy.dataset.text = secret
    made.hidden = secret === ''
    button.textContent = this.dataset[secret === '' ? 'make' : 'another'] ?? ''
  }

  #say(sentence: string) {
    const status = this.querySelector('[data-status]')
    if (status) status.textContent = sentence
  }
}

customElements.define('secret-generator', SecretGenerator)
