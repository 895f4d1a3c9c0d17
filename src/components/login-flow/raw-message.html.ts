import { type Html, html } from '../../lib/html/html.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import { prettyBody } from '../../lib/transcript/pretty-body.ts'
import {
  type ShownField,
  type ShownFields,
  requestFields,
  responseFields,
} from '../../lib/transcript/shown-message.ts'
import type { RecordedRequest, RecordedResponse } from '../../lib/transcript/transcript.ts'
import './raw-message.css'

type Message = RecordedRequest | RecordedResponse

const keptMessages: Record<Language, WeakMap<Message, Html>> = {
  en: new WeakMap(),
  ja: new WeakMap(),
}

/** A message that the app keeps, written once: it stands in one transcript after the other. */
export function keptMessage(language: Language, message: Message): Html {
  const known = keptMessages[language].get(message)
  if (known) return known
  const written = rawMessage(language, message)
  keptMessages[language].set(message, written)
  return written
}

/** A request or an answer as it was sent. */
export function rawMessage(language: Language, message: Message): Html {
  const lines = 'method' in message ? request(language, message) : response(language, message)
  return html`<div class="raw-message">
${lines}
</div>`
}

function request(language: Language, message: RecordedRequest): Html {
  return html`<p class="start"><code><b>${message.method}</b> ${message.url}</code></p>
${requestFields(message).map((group) => fieldList(language, group))}`
}

function response(language: Language, message: RecordedResponse): Html {
  const { status, body } = message
  return html`<p class="start answer"><code><b>${status}</b></code> ${outcome(language, status)}</p>
${responseFields(message).map((group) => fieldList(language, group))}
${body ? bodyText(language, body) : undefined}`
}

function outcome(language: Language, status: number): string {
  const t = messagesIn(language)
  if (status < 300) return t('flow.status.success')
  if (status < 400) return t('flow.status.redirect')
  return t(status < 500 ? 'flow.status.refused' : 'flow.status.failed')
}

function fieldList(language: Language, { form, fields }: ShownFields): Html {
  const caption =
    form === 'form' && html`<p class="caption">${messagesIn(language)('flow.form')}</p>`
  return html`${caption}<ul role="list" class="${form}">
${fields.map((field) => fieldLine(language, field))}</ul>
`
}

function fieldLine(language: Language, field: ShownField): Html {
  const { joint, name, separator, value, known, explanation } = field
  const hidden = known !== undefined && masked(language, known)
  const why = explanation && html`<p>${messagesIn(language)(explanation)}</p>`
  return html`<li><code>${joint}<b>${name}</b>${separator}${value}</code>${hidden}${why}</li>
`
}

function bodyText(language: Language, body: string): Html {
  const hidden = body.includes('••••') && masked(language, '')
  return html`<p class="caption">${messagesIn(language)('flow.body')}</p>
<pre><code>${prettyBody(body)}</code></pre>
${hidden}`
}

/** What stands where a secret was, and tells on a press why it is not there. */
function masked(language: Language, known: string): Html {
  const t = messagesIn(language)
  const summary = html`<summary><code>${`${known}••••`}</code> <span>(${t('flow.masked.label')})</span></summary>`
  return html`<details>${summary}<p>${t('flow.masked.why')}</p></details>`
}
