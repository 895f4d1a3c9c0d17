import { type Html, html } from '../../lib/html/html.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { ExchangeTimes } from '../../lib/transcript/exchange-times.ts'
import type { Exchange } from '../../lib/transcript/transcript.ts'
import './raw-exchange.css'
import { keptMessage, rawMessage } from './raw-message.html.ts'

/** One message and its answer as they were sent. */
export function rawExchange(
  language: Language,
  exchange: Exchange,
  number: number,
  times: ExchangeTimes,
): Html {
  const { kind, request, response, cached, inferred } = exchange
  const t = messagesIn(language)
  const id = `message-${number}`
  const write = cached ? keptMessage : rawMessage
  return html`<article class="raw-exchange" aria-labelledby="${id}">
<h3 id="${id}"><span class="number">${number}</span> ${t(`flow.${kind}.title`)}</h3>
<p>${t(`flow.${kind}.explains`)}</p>
${cached && html`<p class="note">${t('flow.cached.why')}</p>`}
${inferred && html`<p class="note">${t('flow.inferred.why')}</p>`}
<p class="fine">${facts(language, exchange, number, times)}</p>
<h4>${t('flow.request')}</h4>
${write(language, request)}
<h4>${t('flow.response')}</h4>
${response ? write(language, response) : html`<p>${t('flow.no_response')}</p>`}
</article>`
}

/** Which way it went, when, and how long its answer took. */
function facts(
  language: Language,
  { from, to }: Exchange,
  number: number,
  { offset, took }: ExchangeTimes,
): string {
  const t = messagesIn(language)
  const sentences = [
    t('flow.direction', { from: t(`flow.party.${from}`), to: t(`flow.party.${to}`) }),
    ...(number > 1 ? [t('flow.sent', { offset })] : []),
    ...(took === undefined ? [] : [t('flow.took', { duration: took })]),
  ]
  return sentences.join(language === 'ja' ? '' : ' ')
}
