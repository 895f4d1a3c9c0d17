import { formatSecret, secretBytes } from '../../lib/secret-format.ts'
import { type Finding, isUsable } from '../../lib/snippets/setting-findings.ts'
import type { SettingValues } from '../../lib/snippets/placeholders.ts'
import { findingsIn, practiceProviderAt, settingValues } from '../../lib/snippets/setting-values.ts'
import {
  type ClientKind,
  type Settings,
  clientKindOf,
  defaultSettings,
  readSettings,
} from '../../lib/snippets/settings.ts'
import { type App, apps } from '../../lib/stacks.ts'
import { fillCodeBlock } from '../your-settings/code-blocks.ts'
import { watchSettings } from '../your-settings/settings-watch.ts'
import { loadSettings, saveSettings } from '../your-settings/stored-settings.ts'

class ConfigurationBuilder extends HTMLElement {
  /** As typed, possibly with a pasted secret: `saveSettings` leaves secrets out. */
  #settings: Settings = defaultSettings
  /** Kept in memory only, by app. */
  readonly #cookieSecrets = new Map<string, string>()
  #stopWatching: (() => void) | undefined

  connectedCallback() {
    this.#settings = loadSettings()
    this.#stopWatching = watchSettings(this.#reload)
    this.addEventListener('input', this.#onInput)
    this.addEventListener('click', this.#onClick)
    this.addEventListener('submit', this.#onSubmit)
    this.#writeForm()
    this.#show()
  }

  disconnectedCallback() {
    this.#stopWatching?.()
    this.removeEventListener('input', this.#onInput)
    this.removeEventListener('click', this.#onClick)
    this.removeEventListener('submit', this.#onSubmit)
  }

  get #app(): App {
    const chosen = this.#input('stack', ':checked')?.value
    return apps.find((app) => app === chosen) ?? 'streamlit'
  }

  #input(name: string, more = ''): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`input[name=${name}]${more}`)
  }

  readonly #onSubmit = (event: Event) => event.preventDefault()

  readonly #onInput = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return
    // Selecting another app shows its URL and changes no setting.
    if (target.name === 'stack') this.#writeForm()
    else this.#readForm()
    this.#show()
  }

  readonly #onClick = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest('button') : null
    const app = button?.dataset.freshSecret
    if (app !== undefined) {
      const bytes = crypto.getRandomValues(new Uint8Array(secretBytes))
      this.#cookieSecrets.set(app, formatSecret(bytes, 'hex'))
    } else if (button?.hasAttribute('data-ready-made')) {
      this.#settings = { ...this.#settings, practiceClientId: '' }
      saveSettings(this.#settings)
      this.#writeForm()
      // The focused button is about to be hidden: move the focus.
      this.#input('practice_client_id')?.focus()
    } else if (button?.hasAttribute('data-clear')) {
      this.#cookieSecrets.clear()
      this.#settings = defaultSettings
      saveSettings(defaultSettings)
      this.#writeForm()
    } else return
    this.#show()
    const status = button?.parentElement?.querySelector<HTMLElement>('[role=status]')
    if (status) status.textContent = status.dataset.done ?? ''
  }

  /** Reloads settings changed by another tab, or by the button above the title. */
  readonly #reload = () => {
    const stored = loadSettings()
    if (JSON.stringify(stored) === JSON.stringify(readSettings(this.#settings))) return
    this.#settings = stored
    this.#writeForm()
    this.#show()
  }

  #writeForm() {
    const { provider, clientId, practiceClientId, addresses } = this.#settings
    const chosen = this.#input('provider', `[value=${provider}]`)
    if (chosen) chosen.checked = true
    const clientIds = { client_id: clientId, practice_client_id: practiceClientId }
    const texts = { ...clientIds, ...addresses[this.#app] }
    for (const [name, text] of Object.entries(texts)) {
      const input = this.#input(name)
      if (input) input.value = text
    }
    const path = this.#input('path')
    // The callback path of this site is fixed.
    if (path) path.readOnly = this.#app === 'genkan'
  }

  #readForm() {
    const text = (name: string) => this.#input(name)?.value ?? ''
    const address = { host: text('host'), port: text('port'), path: text('path') }
    this.#settings = {
      provider: this.#input('provider', ':checked')?.value === 'practice' ? 'practice' : 'google',
      clientId: text('client_id'),
      practiceClientId: text('practice_client_id'),
      addresses: { ...this.#settings.addresses, [this.#app]: address },
    }
    saveSettings(this.#settings)
  }

  #show() {
    const practice = practiceProviderAt(this.dataset.site ?? location.origin, location.origin)
    const values = settingValues(this.#settings, practice)
    for (const output of this.querySelectorAll<HTMLElement>('[data-output]')) {
      const cookieSecret = this.#cookieSecrets.get(output.dataset.output ?? '')
      this.#fill(output, cookieSecret === undefined ? values : { ...values, cookieSecret })
    }
    this.#showClient(clientKindOf(this.#settings))
    this.#showFindings(findingsIn(this.#settings, this.#app))
    for (const status of this.querySelectorAll('[role=status]')) status.textContent = ''
  }

  /** Shows the texts about the kind of practice client in use. */
  #showClient(kind: ClientKind) {
    for (const text of this.querySelectorAll<HTMLElement>('[data-client]')) {
      text.hidden = text.dataset.client !== kind
    }
    const back = this.querySelector<HTMLElement>('[data-ready-made]')
    if (back) back.hidden = kind !== 'own_practice'
  }

  #fill(output: HTMLElement, values: SettingValues) {
    for (const block of output.querySelectorAll('.expressive-code')) fillCodeBlock(block, values)
  }

  #showFindings(findings: readonly Finding[]) {
    for (const place of this.querySelectorAll<HTMLElement>('[data-findings]')) {
      const here = findings.filter(({ field }) => field === place.dataset.findings)
      for (const text of place.querySelectorAll<HTMLElement>('[data-finding]')) {
        const isOfApp = (text.dataset.app ?? this.#app) === this.#app
        text.hidden = !isOfApp || !here.some(({ code }) => code === text.dataset.finding)
      }
      const input = this.#input(place.dataset.findings ?? '')
      input?.setAttribute('aria-invalid', String(!isUsable(here)))
    }
  }
}

customElements.define('configuration-builder', ConfigurationBuilder)
