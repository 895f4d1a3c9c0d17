import { type Html, html } from '../../lib/html/html.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import { exchangeTimes } from '../../lib/transcript/exchange-times.ts'
import type { Party, Transcript } from '../../lib/transcript/transcript.ts'
import './login-flow.css'
import { messageLines } from './message-lines.html.ts'
import { rawExchange } from './raw-exchange.html.ts'

const lanes: readonly Party[] = ['browser', 'app', 'provider']

/** All messages of a login between the lanes of its three parties, each to be opened. */
export function loginFlow(language: Language, transcript: Transcript): Html {
  const t = messagesIn(language)
  return html`<login-flow class="not-content">
<p class="hint" data-hint="${t('flow.hint')}">${t('flow.hint.static')}</p>
<div class="parts">
<div class="drawing">
<div class="heads" aria-hidden="true">${lanes.map((lane) => html`<span>${t(`flow.${lane}`)}</span>`)}</div>
<div class="lanes" aria-hidden="true">${lanes.map(() => html`<span></span>`)}</div>
<ol role="list" class="messages" aria-label="${t('flow.list')}">
${messages(language, transcript)}</ol>
</div>
<section class="beside" aria-label="${t('flow.chosen')}"></section>
</div>
</login-flow>`
}

function messages(language: Language, transcript: Transcript): readonly Html[] {
  const startedAt = transcript[0]?.startedAt ?? 0
  return transcript.map((exchange, index) => {
    const number = index + 1
    const times = exchangeTimes(exchange, startedAt, language)
    return html`<li>
<details name="login-flow">
<summary>${messageLines(language, exchange, number, times)}</summary>
<div class="raw">
${rawExchange(language, exchange, number, times)}
</div>
</details>
</li>
`
  })
}
