import { claimRanges } from '../../lib/jwt/claim-ranges.ts'
import type { DecodedJwt, JsonObject, JsonValue } from '../../lib/jwt/decode-jwt.ts'
import { namedMembers, tokenPieces } from '../../lib/jwt/token-pieces.ts'
import { visibleJson } from '../../lib/jwt/visible-json.ts'
import { millisecondsOfNumericDate } from '../../lib/time/relative-time.ts'
import { type PageParts, only } from './page-parts.ts'

const times = new Set(['iat', 'exp', 'nbf', 'auth_time', 'updated_at'])

/** Shows a token taken apart: the raw text in its inks, and each member with what it means. */
export function showToken(page: PageParts, token: DecodedJwt): void {
  const [header, payload, signature] = token.parts
  const dot = () => run(page, 'dot', '.')
  page
    .one('[data-runs]')
    .replaceChildren(
      ...runs(page, 'header', header),
      dot(),
      ...runs(page, 'payload', payload),
      dot(),
      run(page, 'signature', signature),
    )
  showMembers(page, 'header', header, token.header)
  showMembers(page, 'payload', payload, token.payload)
}

function runs(page: PageParts, ink: 'header' | 'payload', part: string): HTMLElement[] {
  return tokenPieces(part).map(({ text, member }) => {
    const element = run(page, ink, text)
    if (member === undefined) return element
    element.dataset.claim = `${ink}-${member}`
    element.id = `bytes-${ink}-${member}`
    return element
  })
}

function run(page: PageParts, ink: string, text: string): HTMLElement {
  const element = only(page.copyOf('runs'), `.${ink}`)
  element.textContent = text
  return element
}

function showMembers(
  page: PageParts,
  ink: 'header' | 'payload',
  part: string,
  values: JsonObject,
): void {
  const members = namedMembers(part)
  const rows = members.map(({ name, member }) =>
    memberRow(page, `${ink}-${member}`, name, values[name] ?? null),
  )
  page.one(`[data-members="${ink}"]`).replaceChildren(...rows)
  page.one(`[data-duplicate="${ink}"]`).hidden = claimRanges(part).length === members.length
}

function memberRow(page: PageParts, claim: string, name: string, value: JsonValue): HTMLElement {
  const row = only(page.copyOf('member'), 'li')
  row.dataset.claim = claim
  const link = only<HTMLAnchorElement>(row, 'a')
  link.href = `#bytes-${claim}`
  link.textContent = visibleJson(name)
  only(row, '[data-value]').textContent = `: ${visibleJson(value)}`
  const explained = page.word(`claim.${name}`) ?? page.word('claim.unknown')
  only(row, '[data-explanation]').textContent = explained ?? ''
  const moment = times.has(name) ? millisecondsOfNumericDate(value) : undefined
  if (moment === undefined) only(row, '[data-time]').remove()
  else only<HTMLTimeElement>(row, 'time').dateTime = new Date(moment).toISOString()
  return row
}
