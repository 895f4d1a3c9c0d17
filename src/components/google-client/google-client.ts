import {
  findingsInGoogleClient,
  googleClientFindings,
  isGoogleClientNote,
} from '../../lib/snippets/google-client-findings.ts'

const names = ['client_id', 'client_secret'] as const

/** Says what is wrong with a Google client while it is typed. Nothing of it is kept. */
class GoogleClient extends HTMLElement {
  connectedCallback() {
    this.addEventListener('input', this.#show)
    // It forgives nothing; what follows takes stray characters out.
    for (const input of this.querySelectorAll('input')) input.removeAttribute('pattern')
    // A reload may have left something in the fields.
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
    // With a fault the form is not sent: a secret in the field of the ID would go to the address bar.
    input?.setCustomValidity(fault)
    input?.setAttribute('aria-invalid', String(fault !== ''))
  }
}

customElements.define('google-client', GoogleClient)
