import { formatSecret, secretBytes, secretFormats } from '../../lib/secret-format.ts'

/** Makes a secret on each press and forgets it when the page is left. */
class SecretGenerator extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', this.#onClick)
    this.addEventListener('change', this.#forget)
    // The page may be kept for the back button: the secret must not come back with it.
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

  // Also where the format changes: the same bytes in two forms would be one secret in two places.
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
