const themes = ['auto', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

// Same key as Starlight's own theme switch.
const storageKey = 'starlight-theme'
const systemIsLight = matchMedia('(prefers-color-scheme: light)')

function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(storageKey)
    return stored === 'light' || stored === 'dark' ? stored : 'auto'
  } catch {
    return 'auto'
  }
}

function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(storageKey, theme === 'auto' ? '' : theme)
  } catch {
    // Storage is disabled: the choice holds for this page.
  }
}

/** Theme button: cycles through system, light and dark. */
class ThemeSwitch extends HTMLElement {
  #theme: Theme = 'auto'

  connectedCallback(): void {
    this.#show(storedTheme())
    this.querySelector('button')?.addEventListener('click', this.#next)
    systemIsLight.addEventListener('change', this.#followSystem)
  }

  disconnectedCallback(): void {
    this.querySelector('button')?.removeEventListener('click', this.#next)
    systemIsLight.removeEventListener('change', this.#followSystem)
  }

  readonly #next = (): void => {
    const theme = themes[(themes.indexOf(this.#theme) + 1) % themes.length] ?? 'auto'
    storeTheme(theme)
    this.#show(theme)
  }

  readonly #followSystem = (): void => {
    this.#show(this.#theme)
  }

  #show(theme: Theme): void {
    this.#theme = theme
    const light = theme === 'auto' ? systemIsLight.matches : theme === 'light'
    document.documentElement.dataset.theme = light ? 'light' : 'dark'
    const label = this.dataset[theme] ?? ''
    const button = this.querySelector('button')
    button?.setAttribute('aria-label', label)
    button?.setAttribute('title', label)
    this.querySelector('[data-theme-icon]')?.setAttribute('data-theme-icon', theme)
  }
}

customElements.define('theme-switch', ThemeSwitch)
