import { type Html, html } from '../../lib/html/html.ts'
import { isMessageKey } from '../../lib/i18n/message-keys.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { JsonObject, JsonValue } from '../../lib/jwt/json-object.ts'
import { type TokenPiece, namedMembers } from '../../lib/jwt/token-pieces.ts'
import { visibleJson } from '../../lib/jwt/visible-json.ts'
import { millisecondsOfNumericDate } from '../../lib/time/relative-time.ts'
import { localTime } from '../local-time/local-time.html.ts'
import './decoded-part.css'

const times: ReadonlySet<string> = new Set(['iat', 'exp', 'nbf', 'auth_time'])

/**
 * Header or payload as JSON, each member with what it means.
 * @param pieces of that part of the token
 */
export function decodedPart(
  language: Language,
  ink: 'header' | 'payload',
  pieces: readonly TokenPiece[],
  members: JsonObject,
): Html {
  const t = messagesIn(language)
  const named = namedMembers(pieces)
  const lines = named.map(({ name, index }, line) => {
    const comma = line < named.length - 1
    return memberLine(language, `${ink}-${index}`, name, members[name] ?? null, comma)
  })
  return html`<section class="decoded-part ${ink}">
<h3>${t(`token.${ink}`)}</h3>
<p class="lead">${t(`token.${ink}.explains`)}</p>
<code class="brace" aria-hidden="true">{</code>
<ul role="list">
${lines}</ul>
<code class="brace" aria-hidden="true">}</code>
</section>
`
}

function memberLine(
  language: Language,
  claim: string,
  name: string,
  value: JsonValue,
  comma: boolean,
): Html {
  const t = messagesIn(language)
  const moment = times.has(name) ? millisecondsOfNumericDate(value) : undefined
  const key = `claim.${name}`
  const link = html`<a href="#bytes-${claim}">${visibleJson(name)}</a>`
  const time =
    moment !== undefined && html`<span class="time">${localTime(moment, t('token.time'))}</span>`
  return html`<li data-claim="${claim}">
<code class="member">${link}: ${visibleJson(value)}${comma && ','}</code>
<p>${time}${isMessageKey(key) ? t(key) : t('claim.unknown')}</p>
</li>
`
}
