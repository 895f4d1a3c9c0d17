import { type Html, html } from '../../lib/html/html.ts'
import type { JsonObject } from '../../lib/jwt/json-object.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messageParts } from '../../lib/i18n/message-parts.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import { visibleJson } from '../../lib/jwt/visible-json.ts'
import { copyButton } from '../copy-button/copy-button.html.ts'
import './userinfo.css'

/**
 * The answer of the UserInfo endpoint.
 * @param userInfo null where the provider has no such endpoint
 * @param subject `sub` of the ID token
 */
export function userInfoView(
  language: Language,
  userInfo: JsonObject | null,
  subject: string,
): Html {
  const t = messagesIn(language)
  if (!userInfo) return html`<p class="no-userinfo">${t('userinfo.none')}</p>`
  const json = visibleJson(userInfo)
  const compared = messageParts(t('userinfo.compared')).map((part) =>
    'text' in part ? part.text : html`<code>${subject}</code>`,
  )
  return html`<div class="userinfo not-content">
<p>${compared}</p>
<pre aria-label="${t('userinfo.label')}"><code>${json}</code></pre>
${copyButton(language, json, t('demo.copy.userinfo'))}
</div>`
}
