/**
 * Keyboard navigation of the messages and, on wide screens, a panel beside the diagram with the
 * selected one. A container query in the style sheet decides whether the panel is visible.
 */
class LoginFlow extends HTMLElement {
  #messages: HTMLDetailsElement[] = []
  /** Raw text of each message; moved between the message and the panel. */
  #bodies: HTMLElement[] = []
  #chosen = 0
  #room: boolean | undefined
  #sizes: ResizeObserver | undefined

  connectedCallback() {
    const list = this.querySelector('ol')
    this.#messages = [
      ...(list?.querySelectorAll<HTMLDetailsElement>(':scope > li > details') ?? []),
    ]
    this.#bodies = this.#messages.flatMap((message) => [
      ...message.querySelectorAll<HTMLElement>(':scope > .raw'),
    ])
    for (const [index, message] of this.#messages.entries()) {
      const summary = message.querySelector('summary')
      if (!summary) continue
      summary.onclick = (event) => this.#onClick(event, index)
      summary.onkeydown = (event) => this.#onKey(event, index)
    }
    const hint = this.querySelector<HTMLElement>('[data-hint]')
    if (hint) hint.textContent = hint.dataset.hint ?? ''
    this.#setTabStop()
    this.#sizes = new ResizeObserver(() => this.#fit())
    this.#sizes.observe(this)
  }

  disconnectedCallback() {
    this.#sizes?.disconnect()
    this.#putBack()
    this.#room = undefined
  }

  get #beside(): HTMLElement | null {
    return this.querySelector('.beside')
  }

  #fit() {
    const room = this.#beside?.checkVisibility() ?? false
    if (room === this.#room) return
    this.#room = room
    if (room) this.#show()
    else this.#putBack()
  }

  #onClick(event: Event, index: number) {
    this.#choose(index)
    if (!this.#room) return
    // The panel always shows a message: a second click must not close it.
    event.preventDefault()
    this.#show()
    this.#reveal()
  }

  #onKey(event: KeyboardEvent, index: number) {
    const last = this.#messages.length - 1
    const targets: Record<string, number> = {
      ArrowUp: Math.max(index - 1, 0),
      ArrowDown: Math.min(index + 1, last),
      Home: 0,
      End: last,
    }
    const target = targets[event.key]
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.#choose(target)
    this.#messages[target]?.querySelector('summary')?.focus()
    if (!this.#room) return
    this.#show()
    this.#reveal()
  }

  #choose(index: number) {
    this.#chosen = index
    this.#setTabStop()
  }

  #setTabStop() {
    for (const [index, message] of this.#messages.entries()) {
      const summary = message.querySelector('summary')
      if (summary) summary.tabIndex = index === this.#chosen ? 0 : -1
    }
  }

  #show() {
    const beside = this.#beside
    const body = this.#bodies[this.#chosen]
    if (!beside || !body) return
    this.#putBack()
    for (const [index, message] of this.#messages.entries()) message.open = index === this.#chosen
    beside.replaceChildren(body)
  }

  /** Scrolls to the start of the selected message and to its line in the diagram. */
  #reveal() {
    if ((this.#beside?.getBoundingClientRect().top ?? 0) >= 0) return
    this.scrollIntoView({ block: 'start' })
    this.#messages[this.#chosen]?.querySelector('summary')?.scrollIntoView({ block: 'nearest' })
  }

  #putBack() {
    for (const [index, message] of this.#messages.entries()) {
      const body = this.#bodies[index]
      if (body && body.parentElement !== message) message.append(body)
    }
  }
}

customElements.define('login-flow', LoginFlow)
