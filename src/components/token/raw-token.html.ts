import { type Html, html } from '../../lib/html/html.ts'
import { type ClaimRange, claimRanges } from '../../lib/jwt/claim-ranges.ts'
import { tokenPieces } from '../../lib/jwt/token-pieces.ts'
import './raw-token.css'

/**
 * The token itself, each part in its ink, each member of header and payload to be marked. One flat
 * row of runs: any blank between the elements would be a blank in the token.
 * @param ranges of the members of header and payload, where they are known
 */
export function rawToken(
  [header, payload, signature]: readonly [string, string, string],
  ranges = [header, payload].map(claimRanges),
): Html {
  const runs = [
    marked('header', header, ranges[0]),
    run('dot', '.'),
    marked('payload', payload, ranges[1]),
    run('dot', '.'),
    run('signature', signature),
  ]
  return html`<p class="raw-token" translate="no" data-raw><code>${runs}</code></p>`
}

function marked(
  ink: 'header' | 'payload',
  part: string,
  ranges: readonly ClaimRange[] | undefined,
): readonly Html[] {
  return tokenPieces(part, ranges).map(({ text, member }) => {
    if (member === undefined) return run(ink, text)
    const claim = `${ink}-${member}`
    return html`<span class="${ink}" id="bytes-${claim}" data-claim="${claim}">${text}</span>`
  })
}

const run = (ink: string, text: string) => html`<span class="${ink}">${text}</span>`
