import { hasSettings, watchSettings } from './settings-watch.ts'

/** Fills the page's code blocks with the stored settings, and shows a notice. */
class YourSettings extends HTMLElement {
  #stopWatching: (() => void) | undefined

  connectedCallback() {
    this.#stopWatching = watchSettings(this.#show)
    this.querySelector('button')?.addEventListener('click', this.#clear)
    const link = this.querySelector('a')
    // If this page has the builder, link to it here.
    if (link && document.querySelector(link.hash)) link.href = link.hash
    if (hasSettings()) this.#show()
  }

  disconnectedCallback() {
    this.#stopWatching?.()
    this.querySelector('button')?.removeEventListener('click', this.#clear)
  }

  // Lazy loading: most readers have no stored settings.
  readonly #show = () =>
    void import('./show-settings.ts').then(({ showSettings }) => showSettings(this))

  readonly #clear = () => {
    // The focused button is about to be hidden: focus the title.
    const title = document.querySelector<HTMLElement>('h1')
    title?.setAttribute('tabindex', '-1')
    title?.focus({ preventScroll: true })
    void import('./show-settings.ts').then(({ clearSettings }) => clearSettings())
  }
}

customElements.define('your-settings', YourSettings)
