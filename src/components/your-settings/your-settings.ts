import { hasSettings, watchSettings } from './settings-watch.ts'

/** Fills the page's code with the reader's settings, and shows the notice. */
class YourSettings extends HTMLElement {
  #stopWatching: (() => void) | undefined

  connectedCallback() {
    this.#stopWatching = watchSettings(this.#show)
    this.querySelector('button')?.addEventListener('click', this.#clear)
    const link = this.querySelector('a')
    // On the builder's own page, link to it there.
    if (link && document.querySelector(link.hash)) link.href = link.hash
    if (hasSettings()) this.#show()
  }

  disconnectedCallback() {
    this.#stopWatching?.()
    this.querySelector('button')?.removeEventListener('click', this.#clear)
  }

  // Lazy-loaded: most readers have no settings.
  readonly #show = () =>
    void import('./show-settings.ts').then(({ showSettings }) => showSettings(this))

  readonly #clear = () => {
    // The button is hidden next: move the focus to the title, which follows it.
    const title = document.querySelector<HTMLElement>('h1')
    title?.setAttribute('tabindex', '-1')
    title?.focus({ preventScroll: true })
    void import('./show-settings.ts').then(({ clearSettings }) => clearSettings())
  }
}

customElements.define('your-settings', YourSettings)
