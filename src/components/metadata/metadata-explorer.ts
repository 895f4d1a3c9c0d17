import { loadWhenVisible } from '../load-when-visible.ts'

/** Lazy loading: fetches and compares once the explorer is near the viewport. */
class MetadataExplorer extends HTMLElement {
  #stopWaiting: (() => void) | undefined

  connectedCallback() {
    this.#stopWaiting = loadWhenVisible(this, '200px', () => {
      this.#stopWaiting?.()
      void import('./live-comparison.ts').then(({ LiveComparison }) =>
        new LiveComparison(this).start(),
      )
    })
  }

  disconnectedCallback() {
    this.#stopWaiting?.()
  }
}

customElements.define('metadata-explorer', MetadataExplorer)
