/** Highlights a claim and its bytes in the raw token while either has hover or focus. */
class TokenView extends HTMLElement {
  connectedCallback() {
    this.onpointerover = (event) => this.#mark(claimAt(event.target) ?? this.#focused)
    this.onpointerleave = () => this.#mark(this.#focused)
    this.addEventListener('focusin', this.#onFocus)
    this.addEventListener('focusout', this.#onFocus)
    this.onclick = (event) => this.#onClick(event)
  }

  disconnectedCallback() {
    this.removeEventListener('focusin', this.#onFocus)
    this.removeEventListener('focusout', this.#onFocus)
  }

  readonly #onFocus = () => this.#mark(this.#focused)

  get #focused(): string | undefined {
    return this.contains(document.activeElement) ? claimAt(document.activeElement) : undefined
  }

  #onClick(event: MouseEvent) {
    const target = event.target instanceof Element ? event.target : undefined
    const claim = claimAt(target)
    if (claim === undefined) return
    if (target?.closest('[data-raw]')) {
      // The bytes are not links: noise for a screen reader.
      this.querySelector<HTMLElement>(`li[data-claim="${claim}"] a`)?.focus()
    } else if (target?.closest('a') && this.#bytesInSight(claim)) {
      // Already highlighted by focus: don't scroll.
      event.preventDefault()
    }
  }

  #bytesInSight(claim: string): boolean {
    const box = this.querySelector(`[data-raw] [data-claim="${claim}"]`)?.getBoundingClientRect()
    return box !== undefined && box.top >= 0 && box.bottom <= window.innerHeight
  }

  #mark(claim: string | undefined) {
    for (const element of this.querySelectorAll<HTMLElement>('[data-claim]')) {
      element.toggleAttribute('data-marked', element.dataset.claim === claim)
    }
  }
}

function claimAt(target: EventTarget | null | undefined): string | undefined {
  const element = target instanceof Element ? target : undefined
  return element?.closest<HTMLElement>('[data-claim]')?.dataset.claim
}

customElements.define('token-view', TokenView)
