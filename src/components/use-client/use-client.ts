import { hasSettings, watchSettings } from '../your-settings/settings-watch.ts'

/** Saves a practice-console client in the settings that the guide's code blocks show. */
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

  /** On a click, and when another tab changed the settings. */
  readonly #show = () =>
    void import('../your-settings/use-practice-client.ts').then(({ usesPracticeClient }) => {
      const isUsed = usesPracticeClient(this.dataset.clientId ?? '')
      // Without storage, other pages don't see the setting.
      const says = hasSettings() ? 'used' : 'not_kept'
      for (const text of this.querySelectorAll<HTMLElement>('[data-says]')) {
        text.hidden = !isUsed || text.dataset.says !== says
      }
    })
}

customElements.define('use-client', UseClient)
