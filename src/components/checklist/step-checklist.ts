import {
  progressOf,
  readTicks,
  storageKey,
  type Ticks,
  withTick,
  writeTicks,
} from '../../lib/checklist/ticks.ts'

/** Stores ticked steps in localStorage, and shows the progress. */
class StepChecklist extends HTMLElement {
  #ticks: Ticks = new Set()
  /** For undo: the ticks that "start over" removed, until the next change. */
  #removed: Ticks | undefined
  #kept = true

  connectedCallback() {
    this.addEventListener('change', this.#onChange)
    this.addEventListener('click', this.#onClick)
    window.addEventListener('storage', this.#onElsewhere)
    window.addEventListener('pageshow', this.#onElsewhere)
    this.#ticks = this.#load()
    this.#show()
    this.dataset.ready = ''
  }

  disconnectedCallback() {
    this.removeEventListener('change', this.#onChange)
    this.removeEventListener('click', this.#onClick)
    window.removeEventListener('storage', this.#onElsewhere)
    window.removeEventListener('pageshow', this.#onElsewhere)
  }

  get #key(): string {
    return storageKey(this.dataset.checklist ?? '')
  }

  get #boxes(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[data-step]')]
  }

  readonly #onChange = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement) || target.dataset.step === undefined) return
    // Read again first: another tab may have ticked something since.
    this.#keep(withTick(this.#load(), target.dataset.step, target.checked))
    this.#removed = undefined
    this.#show()
  }

  readonly #onClick = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest('button') : null
    const summary = button?.closest('[data-summary]')
    if (!button || !summary) return
    const undo = button.hasAttribute('data-undo')
    if (!undo && !button.hasAttribute('data-restart')) return
    const before = this.#load()
    this.#keep(undo ? (this.#removed ?? before) : new Set())
    this.#removed = undo ? undefined : before
    this.#show()
    // The focused button is now hidden: focus its opposite.
    summary.querySelector<HTMLElement>(undo ? '[data-restart]' : '[data-undo]')?.focus()
  }

  readonly #onElsewhere = (event: Event) => {
    // A storage event without a key: storage was cleared.
    if (event instanceof StorageEvent && event.key !== null && event.key !== this.#key) return
    this.#ticks = this.#load()
    if (event instanceof StorageEvent) this.#removed = undefined
    this.#show()
  }

  #load(): Ticks {
    try {
      return this.#kept ? readTicks(localStorage.getItem(this.#key)) : this.#ticks
    } catch {
      this.#kept = false
      return this.#ticks
    }
  }

  #keep(ticks: Ticks) {
    this.#ticks = ticks
    try {
      const text = writeTicks(ticks)
      if (text === null) localStorage.removeItem(this.#key)
      else localStorage.setItem(this.#key, text)
    } catch {
      this.#kept = false
    }
  }

  #show() {
    const boxes = this.#boxes
    for (const box of boxes) box.checked = this.#ticks.has(box.dataset.step ?? '')
    const progress = progressOf(
      this.#ticks,
      boxes.map((box) => box.dataset.step ?? ''),
    )
    const { done, total, nextNumber = total, nextStep } = progress
    for (const summary of this.querySelectorAll<HTMLElement>('[data-summary]')) {
      write(summary, '[data-progress]', { done, total })
      const meter = summary.querySelector<HTMLElement>('[data-meter]')
      meter?.style.setProperty('--done', `${done / total}`)
      const link = write(summary, '[data-next]', { number: nextNumber })
      link?.setAttribute('href', `#step-${nextStep ?? ''}`)
      if (link) link.hidden = nextStep === undefined
      hide(summary, '[data-complete]', nextStep !== undefined)
      hide(summary, '[data-restart]', done === 0)
      hide(summary, '[data-undo]', this.#removed === undefined || done > 0)
      hide(summary, '[data-kept]', !this.#kept)
      hide(summary, '[data-not-kept]', this.#kept)
    }
  }
}

/** Fills an element's template. Unchanged text is not rewritten: it is a live region. */
function write(parent: Element, selector: string, values: Record<string, number>) {
  const element = parent.querySelector<HTMLElement>(selector)
  const template = element?.dataset.template
  if (!element || template === undefined) return element
  const text = template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    String(values[name] ?? whole),
  )
  if (element.textContent !== text) element.textContent = text
  return element
}

function hide(parent: Element, selector: string, hidden: boolean) {
  const element = parent.querySelector<HTMLElement>(selector)
  if (element) element.hidden = hidden
}

customElements.define('step-checklist', StepChecklist)
