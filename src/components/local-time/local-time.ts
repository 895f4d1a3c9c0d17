import { clockTime, relativeTime } from '../../lib/relative-time.ts'

const refreshInterval = 15_000

class LocalTime extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined

  connectedCallback() {
    this.#write()
    // Refresh relative times ("in 5 minutes").
    this.#timer = setInterval(() => this.#write(), refreshInterval)
  }

  disconnectedCallback() {
    clearInterval(this.#timer)
  }

  #write() {
    const time = this.querySelector('time')
    const moment = Date.parse(time?.dateTime ?? '')
    const template = this.dataset.template
    if (!time || template === undefined || Number.isNaN(moment)) return
    const language = document.documentElement.lang
    const now = Date.now()
    time.textContent = template
      .replaceAll('{{relative}}', relativeTime(moment, now, language))
      .replaceAll('{{clock}}', clockTime(moment, now, language))
  }
}

customElements.define('local-time', LocalTime)
