import { isJsonObject, type JsonObject } from '../../lib/jwt/json-object.ts'
import { visibleJson } from '../../lib/jwt/visible-json.ts'
import { changedFields, compareField, valueText } from '../../lib/metadata/metadata-comparison.ts'
import { clockTime } from '../../lib/relative-time.ts'

type Source = 'google' | 'practice'

/** Compares the practice provider's live document with Google's; refetches Google's on request. */
export class LiveComparison {
  readonly #root: HTMLElement
  readonly #copy: JsonObject
  readonly #documents: Record<Source, JsonObject | undefined>

  /** @param root the server-rendered explorer */
  constructor(root: HTMLElement) {
    const copy: unknown = JSON.parse(root.dataset.copy ?? '{}')
    this.#root = root
    this.#copy = isJsonObject(copy) ? copy : {}
    this.#documents = { google: this.#copy, practice: undefined }
  }

  async start(): Promise<void> {
    this.#button?.addEventListener('click', () => void this.#refresh())
    const body = await getJson(this.#root.dataset.practice ?? '')
    if (isJsonObject(body) && body.issuer !== undefined) return this.#show('practice', body)
    this.#root.toggleAttribute('data-alone', true)
    this.#write('[data-practice-status]', this.#root.dataset.practiceFailed)
  }

  get #button(): HTMLButtonElement | null {
    return this.#root.querySelector('[data-refresh]')
  }

  async #refresh() {
    const button = this.#button
    if (!button || button.getAttribute('aria-disabled') === 'true') return
    button.setAttribute('aria-disabled', 'true')
    this.#write('[data-status]', button.dataset.loading)
    const body = await getJson(this.#root.dataset.google ?? '')
    button.removeAttribute('aria-disabled')
    if (isJsonObject(body) && isJsonObject(body.document)) {
      return this.#showRefreshed(body.document, Number(body.fetchedAt), button)
    }
    const error = isJsonObject(body) && isJsonObject(body.error) ? body.error.code : undefined
    const { unreachable, invalid, away } = button.dataset
    const reasons = new Map([
      ['provider_unreachable', unreachable],
      ['discovery_invalid', invalid],
    ])
    this.#write('[data-status]', reasons.get(String(error)) ?? away)
  }

  #showRefreshed(document: JsonObject, fetchedAt: number, { dataset }: HTMLButtonElement) {
    const changes = changedFields(this.#copy, document)
    const message = changes.length > 0 ? dataset.changed : dataset.unchanged
    this.#write('[data-status]', message?.replace('{{count}}', String(changes.length)))
    const language = window.document.documentElement.lang
    const origin = this.#root.querySelector<HTMLElement>('[data-origin]')
    const time = clockTime(fetchedAt, Date.now(), language)
    this.#write('[data-origin]', origin?.dataset.fetched?.replace('{{time}}', time))
    const list = this.#root.querySelector<HTMLElement>('[data-changes]')
    if (list) {
      const { before = '', after = '', absent = '' } = list.dataset
      list.hidden = changes.length === 0
      list.replaceChildren(
        ...changes.map((change) => {
          const item = element('li', '')
          const was = `${before}: ${change.before ?? absent}`
          const is = `${after}: ${change.after ?? absent}`
          item.append(element('code', change.name), element('span', was), element('span', is))
          return item
        }),
      )
    }
    this.#show('google', document)
  }

  #show(source: Source, document: JsonObject) {
    this.#documents[source] = document
    const raw = this.#root.querySelector(`[data-raw=${source}]`)
    raw?.closest('details')?.removeAttribute('hidden')
    raw?.replaceChildren(element('code', visibleJson(document)))
    for (const name of Object.keys(document)) this.#row(name)
    for (const row of this.#root.querySelectorAll<HTMLElement>('li[data-field]')) this.#compare(row)
  }

  /** Adds a row for a field that the page was not built with. */
  #row(name: string) {
    if (this.#root.querySelector(`li[data-field="${CSS.escape(name)}"]`)) return
    const section = this.#root.querySelector<HTMLElement>('[data-group=unknown]')
    const template = this.#root.querySelector('template')
    const row = template?.content.querySelector('li')
    if (!section || !row) return
    const made = document.importNode(row, true)
    made.dataset.field = name
    made.querySelector('.name')?.replaceChildren(name)
    section.hidden = false
    section.querySelector('ul')?.append(made)
  }

  #compare(row: HTMLElement) {
    const name = row.dataset.field ?? ''
    const { google = {}, practice } = this.#documents
    writeValue(row, 'google', google[name])
    if (google[name] !== undefined) row.classList.remove('later')
    if (!practice) return
    writeValue(row, 'practice', practice[name])
    const comparison = compareField(google[name], practice[name])
    row.hidden = comparison === 'neither' && row.dataset.read === 'false'
    row.dataset.comparison = comparison
    const mark = row.querySelector<HTMLElement>('[data-mark]')
    if (!mark) return
    mark.hidden = false
    mark.dataset.mark = comparison
    mark.textContent = this.#root.getAttribute(`data-${comparison.replace('_', '-')}`)
  }

  #write(selector: string, text = '') {
    const place = this.#root.querySelector(selector)
    if (place) place.textContent = text
  }
}

function writeValue(row: HTMLElement, source: Source, value: JsonObject[string] | undefined) {
  const place = row.querySelector<HTMLElement>(`[data-value=${source}]`)
  if (!place) return
  place.textContent = valueText(value) ?? place.dataset.absent ?? ''
  place.classList.toggle('absent', value === undefined)
}

/** Parsed JSON of a response, whatever its status; undefined if there is none. */
async function getJson(url: string): Promise<unknown> {
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' } })
    return (await response.json()) as unknown
  } catch {
    return undefined
  }
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
