import { hasSettings, watchSettings } from '../your-settings/settings-watch.ts'

/** Writes a client of the practice console into the settings that the guide's code shows. */
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
    void import('../your-settings/use-practice-client.ts').then(({ usePracticeClient }) =>
      usePracticeClient(this.dataset.clientId ?? ''),
    )

  /** After the press, and when another tab has changed what is shown. */
  readonly #show = () =>
    void import('../your-settings/use-practice-client.ts').then(({ usesPracticeClient }) => {
      const isUsed = usesPracticeClient(this.dataset.clientId ?? '')
      // Where the browser stores nothing, other pages would know nothing of it.
      const says = hasSettings() ? 'used' : 'not_kept'
      for (const text of this.querySelectorAll<HTMLElement>('[data-says]')) {
        text.hidden = !isUsed || text.dataset.says !== says
      }
    })
}

customElements.define('use-client', UseClient)
