import { type Html, html } from '../../lib/html/html.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { ExchangeTimes } from '../../lib/transcript/exchange-times.ts'
import type { Exchange } from '../../lib/transcript/transcript.ts'
import './message-lines.css'

/** Where the lane of each party stands, in sixths of the drawing. */
const span = { browser: 2, app: 4, provider: 6 }

/** One message in the drawing: its number, its title and the lines between the lanes. */
export function messageLines(
  language: Language,
  exchange: Exchange,
  number: number,
  times: ExchangeTimes,
): Html {
  const { from, to, request, response, cached, inferred } = exchange
  const t = messagesIn(language)
  const lines = `${Math.min(span[from], span[to])} / ${Math.max(span[from], span[to])}`
  const [there, back] = span[from] > span[to] ? ['left', 'right'] : ['right', 'left']
  const status = response ? String(response.status) : t('flow.no_response')
  const answer = times.took === undefined ? status : `${status} · ${times.took}`
  return html`<span class="message-lines${cached && ' unsent'}${inferred && ' inferred'}">
<span class="number">${number}</span>
${title(language, exchange, number, times)}
<span class="lines" style="--lines: ${lines}">
<span class="line ${there}"><span class="label">${request.method}</span></span>
<span class="line answer ${back}"><span class="label">${answer}</span></span>
</span>
</span>`
}

function title(
  language: Language,
  { kind, from, to, cached, inferred }: Exchange,
  number: number,
  { offset }: ExchangeTimes,
): Html {
  const t = messagesIn(language)
  const parties = { from: t(`flow.party.${from}`), to: t(`flow.party.${to}`) }
  return html`<span class="title">
<b class="name">${t(`flow.${kind}.title`)}</b>
${number > 1 && html`<span class="offset">+${offset}</span>`}
${cached && html`<span class="note">${t('flow.cached.label')}</span>`}
${inferred && html`<span class="note">${t('flow.inferred.label')}</span>`}
<span class="g-hidden">${t('flow.direction', parties)}</span>
</span>`
}
