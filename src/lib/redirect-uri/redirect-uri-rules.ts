import { type UriParts, blanks, fullWidth, halfWidth, isLoopback, uriParts } from './uri-parts.ts'

/** Google's validation rules for redirect URIs, each named after its violation. */
export const redirectUriRuleNames = [
  'blank',
  'full_width',
  'placeholder',
  'malformed',
  'missing_colon',
  'scheme',
  'https_required',
  'raw_ip',
  'public_domain',
  'userinfo',
  'wildcard',
  'path_traversal',
  'fragment',
] as const
export type RedirectUriRule = (typeof redirectUriRuleNames)[number]

/** Reserved top-level domains (RFC 6761, 6762, 7686, 8375, 9476; ICANN for `internal`). */
const reservedEnds =
  /(?:^|\.)(?:test|example|invalid|localhost|local|internal|onion|alt|home\.arpa)$/
/** `localhost8501`: a port without the colon before it. */
const portWithoutColon = /^localhost\d+$/i

/**
 * The rules that a redirect URI breaks, in the order of {@link redirectUriRuleNames}; none means
 * that it can be registered as far as can be told from the text alone. Google Cloud help 15549257
 * and "Using OAuth 2.0 for web server applications": https except on this machine, no other raw IP
 * address, a public domain, no fragment, wildcard, userinfo or path traversal, well-formed.
 *
 * Not covered: whether the last label is on the public suffix list, whether the domain exists or
 * belongs to whoever asks, and domains that Google refuses for reasons of its own. A host without
 * a dot and the reserved ends stand for "no public domain".
 */
export function redirectUriRules(uri: string): readonly RedirectUriRule[] {
  // Fix what has a rule of its own first, so that one mistake is not reported twice.
  const text = halfWidth(uri.replace(blanks, '')).replace(/\{[^{}]*\}|<[^<>]*>|[{}<>]/g, '1')
  const parts = uriParts(text)
  const hostname = URL.canParse(text) ? new URL(text).hostname : undefined
  const candidate = { uri, text, hostname, parts }
  return redirectUriRuleNames.filter((name) => broken[name](candidate))
}

interface Candidate {
  /** As given. */
  readonly uri: string
  /** Without blanks, full-width signs and placeholders. */
  readonly text: string
  /** As `URL` parses it; undefined where it fails. */
  readonly hostname: string | undefined
  readonly parts: UriParts
}

const broken: Record<RedirectUriRule, (candidate: Candidate) => boolean> = {
  blank: ({ uri }) => uri.search(blanks) >= 0,
  full_width: ({ uri }) => uri.search(fullWidth) >= 0,
  placeholder: ({ uri }) => /[{}<>]/.test(uri),
  malformed: isMalformed,
  missing_colon: ({ parts: { host = '' } }) => portWithoutColon.test(host),
  scheme: ({ parts: { scheme = 'https' } }) => !/^https?$/i.test(scheme),
  https_required: ({ parts: { scheme = '', host = '' } }) =>
    /^http$/i.test(scheme) && host !== '' && !isThisMachine(host),
  raw_ip: ({ hostname, parts: { host = '' } }) => isIp(hostname) && !isLoopback(host),
  public_domain: isNoPublicDomain,
  userinfo: ({ parts: { userinfo } }) => userinfo !== '',
  wildcard: ({ text }) => text.includes('*'),
  path_traversal: ({ parts: { path } }) => /(?:^|[/\\])\.\.(?:[/\\]|$)/.test(dotsDecoded(path)),
  fragment: ({ parts: { fragment } }) => fragment !== '',
}

function isMalformed({ text, hostname, parts: { scheme, host } }: Candidate): boolean {
  if (hostname === undefined || scheme === undefined || !host) return true
  return /[\\"^`|]|%(?![0-9a-f]{2})/i.test(text)
}

function isNoPublicDomain({ hostname, parts: { host = '' } }: Candidate): boolean {
  if (host === '' || isThisMachine(host) || isIp(hostname)) return false
  const name = host.toLowerCase().replace(/\.$/, '')
  return !name.includes('.') || reservedEnds.test(name)
}

/** Loopback, including `localhost8501` without its colon: one mistake, one rule. */
function isThisMachine(host: string): boolean {
  return isLoopback(host) || portWithoutColon.test(host)
}

function isIp(hostname = ''): boolean {
  return hostname.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(hostname)
}

function dotsDecoded(path: string): string {
  return path.replace(/%(?:2e|2f|5c)/gi, (escape) => decodeURIComponent(escape))
}

/** Fixes what is unambiguous: blanks, full-width characters, missing colon, fragment. */
export function correctedUri(uri: string): string {
  const text = halfWidth(uri.replace(blanks, '')).replace(/#.*$/s, '')
  return text.replace(/^(https?:\/\/localhost)(\d+)(?=[/?#]|$)/i, '$1:$2')
}
