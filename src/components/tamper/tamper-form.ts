/** Sends the form in the background and replaces the result on the page. */
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
    // XMLHttpRequest parses the HTML itself: no string reaches innerHTML.
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
    // Any other page, such as an expired login: navigate to it.
    if (!answer) return form.submit()
    this.removeAttribute('data-waiting')
    this.querySelector('[data-answer]')?.replaceChildren(...answer.childNodes)
    this.querySelector<HTMLElement>('#answer')?.focus()
  }
}

customElements.define('tamper-bench', TamperBench)
