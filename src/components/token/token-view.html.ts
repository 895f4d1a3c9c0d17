import { type Html, html } from '../../lib/html/html.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import { type DecodedJwt, decodeJwt } from '../../lib/jwt/decode-jwt.ts'
import { copyButton } from '../copy-button/copy-button.html.ts'
import { decodedPart } from './decoded-part.html.ts'
import { rawToken } from './raw-token.html.ts'
import './token-view.css'

/** An ID token as received, and beside it what it says. */
export function tokenView(language: Language, idToken: string): Html {
  const t = messagesIn(language)
  const decoded = decodeJwt(idToken)
  return html`<token-view class="not-content">
<p class="explains">${t(decoded ? 'token.raw.explains' : 'token.unreadable')}</p>
<div class="parts">
<div class="raw">
${rawToken(decoded?.parts ?? [idToken, '', ''])}
${copyButton(language, idToken, t('demo.copy.token'))}
</div>
${decoded && decodedParts(language, decoded)}
</div>
</token-view>`
}

function decodedParts(language: Language, { parts, header, payload }: DecodedJwt): Html {
  const t = messagesIn(language)
  return html`<div class="decoded">
${decodedPart(language, 'header', parts[0], header)}
${decodedPart(language, 'payload', parts[1], payload)}
<section class="signature">
<h3>${t('token.signature')}</h3>
<p>${t('token.signature.explains')}</p>
</section>
</div>`
}
