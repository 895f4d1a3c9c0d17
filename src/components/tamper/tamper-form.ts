/** Sends the form without leaving the page, and puts the new answer in the place of the old one. */
class TamperBench extends HTMLElement {
  #running: XMLHttpRequest | undefined

  connectedCallback() {
    this.addEventListener('submit', this.#onSubmit)
  }

  disconnectedCallback() {
    this.removeEventListener('submit', this.#onSubmit)
    this.#running?.abort()
  }

  readonly #onSubmit = (event: SubmitEvent) => {
    if (!(event.target instanceof HTMLFormElement)) return
    event.preventDefault()
    this.#judge(event.target)
  }

  #judge(form: HTMLFormElement) {
    this.#running?.abort()
    // Unlike fetch it parses the page itself, so that no text has to be trusted as HTML here.
    const request = new XMLHttpRequest()
    this.#running = request
    request.open('POST', form.action)
    request.responseType = 'document'
    request.onload = () => this.#show(request.responseXML, form)
    request.onerror = () => form.submit()
    this.toggleAttribute('data-waiting', true)
    request.send(
      new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])),
    )
  }

  #show(page: Document | null, form: HTMLFormElement) {
    const answer = page?.querySelector('tamper-bench [data-answer]')
    // Whatever else came, a login that is over for example: the browser can show it.
    if (!answer) return form.submit()
    this.removeAttribute('data-waiting')
    this.querySelector('[data-answer]')?.replaceChildren(...answer.childNodes)
    this.querySelector<HTMLElement>('#answer')?.focus()
  }
}

customElements.define('tamper-bench', TamperBench)
