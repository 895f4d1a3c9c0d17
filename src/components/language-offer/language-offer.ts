import { preferredLanguage } from '../../lib/i18n/languages.ts'

const storageKey = 'genkan-language-offer'

function wasDismissed(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'dismissed'
  } catch {
    return false
  }
}

/** Language suggestion: shown if the browser prefers this language, until dismissed. */
class LanguageOffer extends HTMLElement {
  connectedCallback(): void {
    if (preferredLanguage(navigator.languages.join(',')) !== this.lang || wasDismissed()) return
    this.hidden = false
    this.querySelector('button')?.addEventListener('click', () => {
      this.#dismiss()
    })
  }

  #dismiss(): void {
    this.hidden = true
    try {
      localStorage.setItem(storageKey, 'dismissed')
    } catch {
      // Storage is disabled: the offer comes back on the next page.
    }
  }
}

customElements.define('language-offer', LanguageOffer)
