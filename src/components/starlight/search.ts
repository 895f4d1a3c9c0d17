const apple = /(Mac|iPhone|iPod|iPad)/i.test(navigator.platform)

/** Search button and dialog. Pagefind's UI is imported lazily. */
class SiteSearch extends HTMLElement {
  readonly #dialog = this.querySelector('dialog')
  #results: Promise<void> | undefined

  connectedCallback(): void {
    const button = this.querySelector<HTMLButtonElement>('[data-open-modal]')
    if (!button || !this.#dialog) return
    if (apple) button.setAttribute('aria-keyshortcuts', 'Meta+K')
    button.disabled = false
    button.addEventListener('click', this.#open)
    // Prefetch: most is loaded by the time of the click.
    for (const sign of ['pointerenter', 'focus']) button.addEventListener(sign, this.#load)
    this.querySelector('[data-close-modal]')?.addEventListener('click', this.#close)
    this.#dialog.addEventListener('close', this.#closed)
    window.addEventListener('keydown', this.#onKey)
    const field = this.querySelector('input')
    field?.addEventListener('compositionstart', () => (field.dataset.composing = ''))
    field?.addEventListener('compositionend', () => delete field.dataset.composing)
  }

  disconnectedCallback(): void {
    window.removeEventListener('keydown', this.#onKey)
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (!(event.metaKey || event.ctrlKey) || event.key !== 'k') return
    if (this.#dialog?.open) this.#close()
    else this.#open()
    event.preventDefault()
  }

  readonly #open = (event?: Event): void => {
    this.#dialog?.showModal()
    document.body.toggleAttribute('data-search-modal-open', true)
    this.querySelector('input')?.focus()
    // The click that opens the dialog must not close it as a click outside.
    event?.stopPropagation()
    window.addEventListener('click', this.#onClick)
    this.#load()
  }

  readonly #close = (): void => this.#dialog?.close()

  readonly #closed = (): void => {
    document.body.toggleAttribute('data-search-modal-open', false)
    window.removeEventListener('click', this.#onClick)
  }

  /** Closes the dialog when a link is followed, or on a click outside. */
  readonly #onClick = ({ target }: Event): void => {
    if (!(target instanceof Element)) return
    const frame = this.querySelector('.dialog-frame')
    const outside = document.body.contains(target) && !frame?.contains(target)
    if ('href' in target || outside) this.#close()
  }

  readonly #load = (): void => {
    if (import.meta.env.DEV) return
    this.#results ??= import('./search-results.ts')
      .then(({ showResults }) => showResults(this))
      // Offline: the next use tries again.
      .catch(() => (this.#results = undefined))
  }
}

customElements.define('site-search', SiteSearch)
