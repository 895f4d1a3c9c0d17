import { type Html, html } from '../../lib/html/html.ts'
import type { Language } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import { type ClaimRange, claimRanges } from '../../lib/jwt/claim-ranges.ts'
import { decodeJwt } from '../../lib/jwt/decode-jwt.ts'
import { copyButton } from '../copy-button/copy-button.html.ts'
import { decodedPart } from './decoded-part.html.ts'
import { rawToken } from './raw-token.html.ts'
import './token-view.css'

/** An ID token as received, and beside it what it says. */
export function tokenView(language: Language, idToken: string): Html {
  const t = messagesIn(language)
  const decoded = decodeJwt(idToken)
  const ranges = decoded?.parts.slice(0, 2).map(claimRanges)
  return html`<token-view class="not-content">
<p class="explains">${t(decoded ? 'token.raw.explains' : 'token.unreadable')}</p>
<div class="parts">
<div class="raw">
${rawToken(decoded?.parts ?? [idToken, '', ''], ranges)}
${copyButton(language, idToken, t('demo.copy.token'))}
</div>
${decoded && decodedParts(language, decoded, ranges)}
</div>
</token-view>`
}

function decodedParts(
  language: Language,
  { parts, header, payload }: NonNullable<ReturnType<typeof decodeJwt>>,
  ranges: readonly (readonly ClaimRange[])[] = [],
): Html {
  const t = messagesIn(language)
  return html`<div class="decoded">
${decodedPart(language, 'header', parts[0], header, ranges[0])}
${decodedPart(language, 'payload', parts[1], payload, ranges[1])}
<section class="signature">
<h3>${t('token.signature')}</h3>
<p>${t('token.signature.explains')}</p>
</section>
</div>`
}
