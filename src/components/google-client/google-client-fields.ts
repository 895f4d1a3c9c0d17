import {
  findingsInGoogleClient,
  googleClientFindings,
  isGoogleClientNote,
} from '../../lib/snippets/google-client-findings.ts'

const names = ['client_id', 'client_secret'] as const

/** Form validation of a Google client, on each input. Stores nothing. */
class GoogleClient extends HTMLElement {
  connectedCallback() {
    this.addEventListener('input', this.#show)
    // The script's validation replaces the pattern: it tolerates stray characters.
    for (const input of this.querySelectorAll('input')) input.removeAttribute('pattern')
    // The browser may have restored the fields after a reload.
    this.#show()
  }

  disconnectedCallback() {
    this.removeEventListener('input', this.#show)
  }

  readonly #show = () => {
    for (const name of names) this.#showField(name)
  }

  #showField(name: keyof typeof googleClientFindings) {
    const input = this.querySelector<HTMLInputElement>(`input[name=${name}]`)
    const findings = findingsInGoogleClient(name, input?.value ?? '')
    let fault = ''
    for (const text of this.querySelectorAll<HTMLElement>(`[data-findings=${name}] p`)) {
      const code = findings.find((found) => found === text.dataset.finding)
      text.hidden = code === undefined
      if (code !== undefined && !isGoogleClientNote(code)) fault = text.textContent.trim()
    }
    // Blocks submission: a secret in the client ID's field would end up in the URL.
    input?.setCustomValidity(fault)
    input?.setAttribute('aria-invalid', String(fault !== ''))
  }
}

customElements.define('google-client', GoogleClient)
