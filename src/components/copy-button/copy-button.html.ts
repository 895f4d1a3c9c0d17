import { type Html, html } from '../../lib/html/html.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import './copy-button.css'

/**
 * Hidden until the script runs: without it the button could do nothing.
 * @param text is put on the clipboard, to the letter
 * @param label what the button does, for those who cannot see what it stands beside
 */
export function copyButton(language: Language, text: string, label: string): Html {
  const t = messagesIn(language)
  return html`<copy-button data-text="${text}" data-copied="${t('demo.copied')}" data-failed="${t('demo.copy.failed')}">
<button type="button" class="g-button g-button--quiet" aria-label="${label}" hidden>${t('demo.copy')}</button>
<span role="status"></span>
</copy-button>`
}
