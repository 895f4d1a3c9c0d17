import { type Html, html } from '../../lib/html/html.ts'
import type { TokenInPieces, TokenPiece } from '../../lib/jwt/token-pieces.ts'
import './raw-token.css'

/**
 * The token itself, each part in its ink, each member of header and payload to be marked. One flat
 * row of runs: any blank between the elements would be a blank in the token.
 */
export function rawToken([header, payload, signature]: TokenInPieces): Html {
  const runs = [
    marked('header', header),
    run('dot', '.'),
    marked('payload', payload),
    run('dot', '.'),
    run('signature', signature),
  ]
  return html`<p class="raw-token" translate="no" data-raw><code>${runs}</code></p>`
}

function marked(ink: 'header' | 'payload', pieces: readonly TokenPiece[]): readonly Html[] {
  return pieces.map(({ text, member }) => {
    if (member === undefined) return run(ink, text)
    const claim = `${ink}-${member.index}`
    return html`<span class="${ink}" id="bytes-${claim}" data-claim="${claim}">${text}</span>`
  })
}

const run = (ink: string, text: string) => html`<span class="${ink}">${text}</span>`
