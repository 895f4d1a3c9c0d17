import { type Html, html } from '../../lib/html/html.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import { type DecodedJwt, decodeJwt } from '../../lib/jwt/decode-jwt.ts'
import { type TokenInPieces, inPieces } from '../../lib/jwt/token-pieces.ts'
import { copyButton } from '../copy-button/copy-button.html.ts'
import { decodedPart } from './decoded-part.html.ts'
import { rawToken } from './raw-token.html.ts'
import './token-view.css'

/** An ID token as received, and beside it what it says. */
export function tokenView(language: Language, idToken: string): Html {
  const t = messagesIn(language)
  const decoded = decodeJwt(idToken)
  const pieces = inPieces(decoded?.parts ?? [idToken, '', ''])
  return html`<token-view class="not-content">
<p class="explains">${t(decoded ? 'token.raw.explains' : 'token.unreadable')}</p>
<div class="parts">
<div class="raw">
${rawToken(pieces)}
${copyButton(language, idToken, t('demo.copy.token'))}
</div>
${decoded && decodedParts(language, decoded, pieces)}
</div>
</token-view>`
}

function decodedParts(
  language: Language,
  { header, payload }: DecodedJwt,
  pieces: TokenInPieces,
): Html {
  const t = messagesIn(language)
  return html`<div class="decoded">
${decodedPart(language, 'header', pieces[0], header)}
${decodedPart(language, 'payload', pieces[1], payload)}
<section class="signature">
<h3>${t('token.signature')}</h3>
<p>${t('token.signature.explains')}</p>
</section>
</div>`
}
