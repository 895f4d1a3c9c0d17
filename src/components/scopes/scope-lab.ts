import { type ScopeRun, identityText, isScopeRuns, outcomesOf } from '../../lib/scope-comparison.ts'

/** Sends the form by fetch and renders both results below it. */
class ScopeDifference extends HTMLElement {
  #running: AbortController | undefined

  connectedCallback() {
    this.addEventListener('submit', this.#onSubmit)
  }

  disconnectedCallback() {
    this.removeEventListener('submit', this.#onSubmit)
    this.#running?.abort()
  }

  readonly #onSubmit = (event: SubmitEvent) => {
    if (!(event.target instanceof HTMLFormElement)) return
    event.preventDefault()
    void this.#send(event.target.action)
  }

  async #send(action: string) {
    this.#running?.abort()
    const running = new AbortController()
    this.#running = running
    this.toggleAttribute('data-waiting', true)
    this.#part('[data-problem]').replaceChildren()
    this.#say(this.dataset.sending)
    const answer = await ask(action, running.signal)
    if (running.signal.aborted) return
    this.removeAttribute('data-waiting')
    if (isScopeRuns(answer.runs)) return this.#show(answer.runs)
    this.#say('')
    const refusal = this.#copy(`[data-refusal="${CSS.escape(answer.error?.code ?? '')}"]`)
    this.#part('[data-problem]').replaceChildren(refusal ?? this.#copy('[data-refusal=""]') ?? '')
  }

  #show(runs: readonly ScopeRun[]) {
    const blank = this.#copy('[data-blank]')
    if (!blank) return
    for (const [index, article] of blank.querySelectorAll('[data-run]').entries()) {
      const run = runs[index]
      if (run) fill(article, run)
    }
    this.#part('[data-answer]').replaceChildren(blank)
    this.#say(this.dataset.done)
  }

  #copy(selector: string): DocumentFragment | undefined {
    const template = this.querySelector<HTMLTemplateElement>(`template${selector}`)
    return template ? document.importNode(template.content, true) : undefined
  }

  #part(selector: string): Element {
    return this.querySelector(selector) ?? this
  }

  #say(notice = '') {
    this.#part('[role=status]').textContent = notice
  }
}

interface Answer {
  readonly runs?: unknown
  readonly error?: { readonly code?: string }
}

/** An empty object if no response came, or none that is JSON. */
async function ask(action: string, signal: AbortSignal): Promise<Answer> {
  const headers = { accept: 'application/json' }
  try {
    const response = await fetch(action, { method: 'POST', headers, signal })
    return ((await response.json()) as Answer | null) ?? {}
  } catch {
    return {}
  }
}

function fill(article: Element, run: ScopeRun) {
  const write = (selector: string, text: string) => {
    const place = article.querySelector(selector)
    if (place) place.textContent = text
  }
  const lines = run.request.map(({ text, differs }) => element(differs ? 'mark' : 'span', text))
  article.querySelector('[data-request] code')?.replaceChildren(...lines)
  write('[data-token] code', run.token.text)
  write('[data-userinfo] code', run.userInfo.text)
  const knows = article.querySelector<HTMLElement>('[data-knows]')?.dataset
  const { passed = '', failed = '', nothing = '' } = knows ?? {}
  write('[data-knows]', identityText(run.identity, { passed, failed, nothing }))
  fillClaims(article.querySelector<HTMLElement>('[data-claims]'), run)
  const outcomes: ReadonlySet<string | undefined> = outcomesOf(run)
  for (const verdict of article.querySelectorAll<HTMLElement>('[data-if]')) {
    verdict.hidden = !outcomes.has(verdict.dataset.if)
  }
}

function fillClaims(list: HTMLElement | null, { identity }: ScopeRun) {
  if (!list) return
  list.hidden = identity === null
  const rows = (identity?.claims ?? []).map(({ name, value }) => {
    const row = element('div', '')
    row.append(element('dt', name), element('dd', value))
    return row
  })
  list.replaceChildren(...rows)
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

customElements.define('scope-difference', ScopeDifference)
