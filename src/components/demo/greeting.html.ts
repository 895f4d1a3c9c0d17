import { type Html, html } from '../../lib/html/html.ts'
import { type Language, localizedPath } from '../../lib/i18n/languages.ts'
import { messageParts } from '../../lib/i18n/message-parts.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { LoginRecord } from '../../lib/login/login-record.ts'
import { displayName, pictureUrl } from '../../lib/person/person.ts'
import { localTime } from '../local-time/local-time.html.ts'
import './greeting.css'

/** Who is signed in, by which provider and until when, and the way out. */
export function greeting(language: Language, record: LoginRecord, providerName: string): Html {
  const { claims, expiresAt } = record
  const t = messagesIn(language)
  const picture = pictureUrl(claims)
  // A name is a stranger's text: whichever way it runs, the words around it stay in place.
  const name = html`<bdi>${displayName(claims)}</bdi>`
  const portrait =
    picture !== undefined &&
    html`<img src="${picture}" alt="" width="72" height="72" referrerpolicy="no-referrer" />`
  const hello = messageParts(t('demo.greeting')).map((part) => ('text' in part ? part.text : name))
  const session = messageParts(t('demo.session')).map((part) => {
    if ('text' in part) return part.text
    return part.parameter === 'time' ? localTime(expiresAt, t('checks.clock')) : providerName
  })
  return html`<div class="greeting">
${portrait}
<h1>${hello}</h1>
</div>
<p>${session}</p>
<form method="post" action="/auth/logout">
<input type="hidden" name="return_to" value="${localizedPath('/demo/', language)}" />
<button class="g-button g-button--quiet">${t('demo.log_out')}</button>
</form>
`
}
