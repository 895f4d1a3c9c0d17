/** Loads the work once the reader comes near: most of a page's readers begin at its top. */
class MetadataExplorer extends HTMLElement {
  readonly #observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      this.#observer.disconnect()
      void import('./live-comparison.ts').then(({ LiveComparison }) =>
        new LiveComparison(this).start(),
      )
    },
    { rootMargin: '200px' },
  )

  connectedCallback() {
    this.#observer.observe(this)
  }

  disconnectedCallback() {
    this.#observer.disconnect()
  }
}

customElements.define('metadata-explorer', MetadataExplorer)
