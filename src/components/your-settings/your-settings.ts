import { hasSettings, watchSettings } from './settings-watch.ts'

/** Shows the reader's own settings in the code of the page, and says so. */
class YourSettings extends HTMLElement {
  #stopWatching: (() => void) | undefined

  connectedCallback() {
    this.#stopWatching = watchSettings(this.#show)
    this.querySelector('button')?.addEventListener('click', this.#clear)
    const link = this.querySelector('a')
    // Where the page has the builder itself, nobody has to leave it.
    if (link && document.querySelector(link.hash)) link.href = link.hash
    if (hasSettings()) this.#show()
  }

  disconnectedCallback() {
    this.#stopWatching?.()
    this.querySelector('button')?.removeEventListener('click', this.#clear)
  }

  // Most readers have no settings, and need none of this.
  readonly #show = () =>
    void import('./show-settings.ts').then(({ showSettings }) => showSettings(this))

  readonly #clear = () => {
    // The button goes away under the finger: what follows is the title.
    const title = document.querySelector<HTMLElement>('h1')
    title?.setAttribute('tabindex', '-1')
    title?.focus({ preventScroll: true })
    void import('./show-settings.ts').then(({ clearSettings }) => clearSettings())
  }
}

customElements.define('your-settings', YourSettings)
