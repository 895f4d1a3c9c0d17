type Ranking = typeof import('./ranking.ts')

/** Search over the page's error entries: moves matches to the top and hides the others. */
class MessageSearch extends HTMLElement {
  /** Placeholder comments that mark the original positions of moved entries. */
  readonly #places = new Map<Element, Comment>()
  #ranking: Promise<Ranking> | undefined

  connectedCallback() {
    this.addEventListener('input', this.#onInput)
    this.addEventListener('click', this.#onClick)
    addEventListener('hashchange', this.#onHash)
    if (this.#query !== '') void this.#search()
  }

  disconnectedCallback() {
    this.removeEventListener('input', this.#onInput)
    this.removeEventListener('click', this.#onClick)
    removeEventListener('hashchange', this.#onHash)
  }

  readonly #onInput = ({ target }: Event) => {
    // Ignore the fields of the redirect URI doctor: its entry may be among the matches.
    if (target === this.#field) void this.#search()
  }

  readonly #onClick = ({ target }: Event) => {
    if (!(target instanceof Element) || !target.closest('[data-all]')) return
    this.#showAll()
    this.#field.focus()
  }

  // A link, in the table of contents for example, may lead to a hidden entry.
  readonly #onHash = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!target || target.checkVisibility()) return
    this.#showAll()
    target.scrollIntoView()
  }

  get #field(): HTMLTextAreaElement {
    return this.querySelector('#message-search') as HTMLTextAreaElement
  }

  get #query(): string {
    return this.#field.value.trim()
  }

  async #search() {
    this.#ranking ??= import('./ranking.ts')
    const { queryLimit, rankSections } = await this.#ranking
    if (this.#query === '') return this.#showAll()
    this.#putBack()
    const sections = [...document.querySelectorAll('[data-error-entry]')]
    const fitting = rankSections(this.#query, sections)
    for (const section of fitting) this.#take(section)
    this.parentElement?.toggleAttribute('data-searched', true)
    this.#report(fitting.length, sections.length)
    this.#part('cut').hidden = this.#query.length <= queryLimit
  }

  #showAll() {
    this.#putBack()
    this.parentElement?.toggleAttribute('data-searched', false)
    this.#part('answer').hidden = true
    this.#part('nothing').hidden = true
    this.#part('cut').hidden = true
    this.#part('found-head').hidden = true
  }

  #take(section: Element) {
    const place = new Comment()
    section.replaceWith(place)
    this.#places.set(section, place)
    this.#part('found').append(section)
  }

  #putBack() {
    for (const [section, place] of this.#places) place.replaceWith(section)
    this.#places.clear()
  }

  #report(count: number, all: number) {
    const status = this.#part('count')
    const { none = '', one = '', many = '' } = status.dataset
    const text = count === 0 ? none : count === 1 ? one : many
    status.textContent = text.replace('{{count}}', String(count)).replace('{{all}}', String(all))
    this.#part('answer').hidden = false
    this.#part('nothing').hidden = count > 0
    this.#part('found-head').hidden = count === 0
  }

  #part(name: string): HTMLElement {
    return this.querySelector(`[data-${name}]`) as HTMLElement
  }
}

customElements.define('message-search', MessageSearch)
