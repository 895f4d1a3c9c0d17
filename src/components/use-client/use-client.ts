import { hasSettings, watchSettings } from '../your-settings/settings-watch.ts'

/** Button that stores a client of the practice console in the reader's settings. */
class UseClient extends HTMLElement {
  #stopWatching: (() => void) | undefined

  connectedCallback() {
    const button = this.querySelector('button')
    button?.addEventListener('click', this.#use)
    if (button) button.hidden = false
    this.#stopWatching = watchSettings(this.#show)
    if (hasSettings()) this.#show()
  }

  disconnectedCallback() {
    this.querySelector('button')?.removeEventListener('click', this.#use)
    this.#stopWatching?.()
  }

  readonly #use = () =>
    void import('../your-settings/own-practice-client.ts').then(({ usePracticeClient }) =>
      usePracticeClient(this.dataset.clientId ?? ''),
    )

  /** Updates the status after the click, and after a change by another tab. */
  readonly #show = () =>
    void import('../your-settings/own-practice-client.ts').then(({ usesPracticeClient }) => {
      const isUsed = usesPracticeClient(this.dataset.clientId ?? '')
      // Without storage, other pages cannot show the client.
      const says = hasSettings() ? 'used' : 'not_kept'
      for (const text of this.querySelectorAll<HTMLElement>('[data-says]')) {
        text.hidden = !isUsed || text.dataset.says !== says
      }
    })
}

customElements.define('use-client', UseClient)
