import type { DecodedJwt } from '../../lib/jwt/decode-jwt.ts'
import type { JsonObject, JsonValue } from '../../lib/jwt/json-object.ts'
import { type TokenPiece, inPieces, namedMembers } from '../../lib/jwt/token-pieces.ts'
import { visibleJson } from '../../lib/jwt/visible-json.ts'
import { millisecondsOfNumericDate } from '../../lib/relative-time.ts'
import { type PageParts, only } from './page-parts.ts'

const times = new Set(['iat', 'exp', 'nbf', 'auth_time', 'updated_at'])

/** Shows a decoded token: the raw text in colours, and each member with its explanation. */
export function showToken(page: PageParts, token: DecodedJwt): void {
  const [header, payload, signature] = inPieces(token.parts)
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

function runs(
  page: PageParts,
  ink: 'header' | 'payload',
  pieces: readonly TokenPiece[],
): HTMLElement[] {
  return pieces.map(({ text, member }) => {
    const element = run(page, ink, text)
    if (member === undefined) return element
    element.dataset.claim = `${ink}-${member.index}`
    element.id = `bytes-${ink}-${member.index}`
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
  pieces: readonly TokenPiece[],
  values: JsonObject,
): void {
  const members = namedMembers(pieces)
  const rows = members.map(({ name, index }) =>
    memberRow(page, `${ink}-${index}`, name, values[name] ?? null),
  )
  page.one(`[data-members="${ink}"]`).replaceChildren(...rows)
  const all = pieces.filter(({ member }) => member).length
  page.one(`[data-duplicate="${ink}"]`).hidden = all === members.length
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
