import { type Html, type HtmlValue, html } from '../../lib/html/html.ts'
import { type Language, localizedPath } from '../../lib/i18n/languages.ts'
import { type MessageKey, messagesIn } from '../../lib/i18n/messages.ts'
import type { LoginRecord } from '../../lib/login/login-record.ts'
import { checkLadder } from '../check-ladder/check-ladder.html.ts'
import { loginFlow } from '../login-flow/login-flow.html.ts'
import { tokenView } from '../token/token-view.html.ts'
import { userInfoView } from '../userinfo/userinfo.html.ts'
import { checkCount } from './check-count.html.ts'
import { greeting } from './greeting.html.ts'
import './signed-in.css'

/**
 * All that the demo page shows of a login. Every login is a new page of a thousand elements, so
 * this is written as text: docs/decisions/0011.
 */
export function signedIn(language: Language, record: LoginRecord): Html {
  const { claims, checks, transcript, idToken, userInfo } = record
  const t = messagesIn(language)
  // A name that an operator gave stays as it is; the practice provider's is ours to say.
  const provider = record.provider === 'practice' ? t('demo.practiceProvider') : record.providerName
  const section = (id: string, title: MessageKey, ...content: readonly HtmlValue[]) =>
    html`<section class="login-part" aria-labelledby="${id}">
<h2 id="${id}">${t(title)}</h2>
${content}
</section>
`
  const lead = (key: MessageKey) => html`<p>${t(key)}</p>`
  return html`${greeting(language, record, provider)}
${section('flow', 'demo.flow', lead('demo.flow.lead'), loginFlow(language, transcript))}
${section('token', 'demo.token', lead('demo.token.lead'), tokenView(language, idToken))}
${section('checks', 'demo.checks', checkCount(language, checks), checkLadder(language, checks))}
${section('userinfo', 'demo.userinfo', userInfoView(language, userInfo, String(claims.sub)))}
${section('next', 'demo.next', nextSteps(language, record))}`
}

function nextSteps(language: Language, { provider, claims }: LoginRecord): readonly HtmlValue[] {
  /** IDs that the practice console gave begin with the number of their project, as Google's do. */
  const ownClient = provider === 'practice' && /^\d{12}-/.test(String(claims.aud))
  const t = messagesIn(language)
  const step = (key: 'streamlit' | 'console' | 'tamper', path: string, look: string) =>
    html`<p>${t(`demo.next.${key}`)}</p>
<p class="g-actions"><a class="${look}" href="${localizedPath(path, language)}">${t(`demo.next.${key}.link`)}</a></p>
`
  return [
    step('streamlit', '/guide/streamlit/', 'g-button'),
    ownClient && step('console', '/lab/console/', 'g-button g-button--quiet'),
    provider === 'practice' && step('tamper', '/lab/tamper/', 'g-button g-button--quiet'),
  ]
}
