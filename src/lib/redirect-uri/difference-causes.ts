import { type UriParts, blanks, fullWidth, halfWidth, isLoopback, uriParts } from './uri-parts.ts'

/** Causes of a redirect URI mismatch; the last two are for equal URIs. */
export const redirectUriCauses = [
  'blank',
  'full_width',
  'missing_colon',
  'scheme',
  'userinfo',
  'loopback_name',
  'www',
  'host',
  'default_port',
  'port',
  'letter_case',
  'percent_encoding',
  'trailing_slash',
  'path',
  'query',
  'fragment',
  'other',
  'not_propagated',
  'other_client',
] as const
export type RedirectUriCause = (typeof redirectUriCauses)[number]

/** Every cause of a difference between two URIs, in the order of a URI's parts. */
export function differenceCauses(registered: string, sent: string): readonly RedirectUriCause[] {
  if (registered === sent) return []
  const found = new Set<RedirectUriCause>()
  const plain = [registered, sent].map((text) => halfWidth(text.replace(blanks, '')))
  if (lettersDiffer(registered, sent, blanks)) found.add('blank')
  if (lettersDiffer(registered, sent, fullWidth)) found.add('full_width')
  const [a, b] = [uriParts(plain[0] ?? ''), uriParts(plain[1] ?? '')]
  for (const cause of partCauses(a, b)) found.add(cause)
  if (found.size === 0) found.add('other')
  return redirectUriCauses.filter((cause) => found.has(cause))
}

function lettersDiffer(a: string, b: string, letters: RegExp): boolean {
  const places = (text: string) => [...text.matchAll(letters)].map(([sign]) => sign).join('')
  return places(a) !== places(b)
}

function partCauses(a: UriParts, b: UriParts): readonly RedirectUriCause[] {
  const same = (part: keyof UriParts) => a[part] === b[part]
  return [
    ...textCauses(a.scheme ?? '', b.scheme ?? '', ['letter_case'], 'scheme'),
    ...(same('userinfo') ? [] : (['userinfo'] as const)),
    ...authorityCauses(a, b),
    ...textCauses(a.path, b.path, ['letter_case', 'percent_encoding', 'trailing_slash'], 'path'),
    ...textCauses(a.query, b.query, ['letter_case', 'percent_encoding'], 'query'),
    ...(same('fragment') ? [] : (['fragment'] as const)),
  ]
}

function authorityCauses(a: UriParts, b: UriParts): readonly RedirectUriCause[] {
  const [left, right] = [a, b].map(({ host = '', port }) => host + port)
  const colonless = (text = '') => text.replace(/:(?=\d+$)/, '').toLowerCase()
  const onlyOnePort = (a.port === '') !== (b.port === '')
  if (left !== right && onlyOnePort && colonless(left) === colonless(right)) {
    return ['missing_colon']
  }
  return [...hostCauses(a.host ?? '', b.host ?? ''), ...portCauses(a, b)]
}

function hostCauses(a: string, b: string): readonly RedirectUriCause[] {
  if (a.toLowerCase() !== b.toLowerCase() && isLoopback(a) && isLoopback(b)) {
    return ['loopback_name']
  }
  return textCauses(a, b, ['letter_case', 'www'], 'host')
}

function portCauses(a: UriParts, b: UriParts): readonly RedirectUriCause[] {
  if (a.port === b.port) return []
  const isDefault = ({ scheme = '', port }: UriParts) =>
    port === '' || port === ':' || port === defaultPorts[scheme.toLowerCase()]
  return isDefault(a) && isDefault(b) ? ['default_port'] : ['port']
}

const defaultPorts: Partial<Record<string, string>> = { http: ':80', https: ':443' }

const evened = {
  letter_case: (text: string) => text.toLowerCase(),
  percent_encoding: (text: string) => text.replace(/(?:%[0-9a-f]{2})+/gi, decoded),
  trailing_slash: (text: string) => text.replace(/\/$/, ''),
  www: (text: string) => text.replace(/^www\./i, ''),
} as const

/** The smallest set of minor causes that explains a difference, else the general cause. */
function textCauses<Small extends keyof typeof evened>(
  a: string,
  b: string,
  small: readonly Small[],
  large: RedirectUriCause,
): readonly RedirectUriCause[] {
  if (a === b) return []
  const even = (text: string, names: readonly Small[]) =>
    names.reduce((rest, name) => evened[name](rest), text)
  const explains = subsets(small).find((names) => even(a, names) === even(b, names))
  return explains ?? [large]
}

function subsets<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const all = items.reduce<Item[][]>(
    (found, item) => [...found, ...found.map((set) => [...set, item])],
    [[]],
  )
  return all.sort((x, y) => x.length - y.length)
}

function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes)
  } catch {
    return escapes.toLowerCase()
  }
}
