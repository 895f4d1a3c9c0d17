import { whenNear } from '../late-start/when-near.ts'

/** Loads the work once the reader comes near: most of a page's readers begin at its top. */
class MetadataExplorer extends HTMLElement {
  #stopWaiting: (() => void) | undefined

  connectedCallback() {
    this.#stopWaiting = whenNear(this, '200px', () => {
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
