const noticeLength = 4000

class CopyButton extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined

  connectedCallback() {
    const button = this.querySelector('button')
    if (!button) return
    button.hidden = false
    button.onclick = () => void this.#copy()
  }

  disconnectedCallback() {
    clearTimeout(this.#timer)
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.dataset.text ?? '')
      this.#say(this.dataset.copied)
    } catch {
      // No permission, or not a secure context: the reader can still select the text.
      this.#say(this.dataset.failed)
    }
  }

  #say(notice = '') {
    const status = this.querySelector('[role="status"]')
    if (!status) return
    status.textContent = notice
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (status.textContent = ''), noticeLength)
  }
}

customElements.define('copy-button', CopyButton)
