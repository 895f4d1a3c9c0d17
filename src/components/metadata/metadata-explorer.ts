import { loadWhenVisible } from '../load-when-visible.ts'

/** Lazy loading: the live comparison comes when the reader gets near it. */
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
