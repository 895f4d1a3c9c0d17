/** What the security headers of a response depend on. */
export interface AnswerRules {
  /** Public origin. */
  readonly siteUrl: string
  /** `form-action`: origins beside our own; redirects after a form count too. */
  readonly formTargets: readonly string[]
  /** `img-src`: sources beside our own. */
  readonly pictureSources: readonly string[]
  /** Hash sources, `'sha256-…'`, of inline scripts. */
  readonly scripts: readonly string[]
  /** Whether the page has the search, which runs WebAssembly in a worker. */
  readonly search: boolean
  /** Whether pages of other origins may embed it. */
  readonly embeddable: boolean
}

/** HSTS `max-age` in seconds: two years. */
const httpsMemory = 63_072_000

// Permissions-Policy: features that no page uses are denied, also to an injected script. Reading
// the clipboard keeps its default: the browser asks.
const deniedFeatures = [
  ...['accelerometer', 'autoplay', 'camera', 'display-capture', 'encrypted-media'],
  ...['fullscreen', 'gamepad', 'geolocation', 'gyroscope', 'hid', 'identity-credentials-get'],
  ...['idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'otp-credentials'],
  ...['payment', 'picture-in-picture', 'publickey-credentials-create'],
  ...['publickey-credentials-get', 'screen-wake-lock', 'serial', 'storage-access', 'usb'],
  ...['window-management', 'xr-spatial-tracking'],
]
const permissions = [
  ...deniedFeatures.map((feature) => `${feature}=()`),
  'clipboard-write=(self)',
].join(', ')

/** Security headers of a response that may be a document or a worker, whatever its status. */
export function securityHeaders(rules: AnswerRules): Readonly<Record<string, string>> {
  const https = rules.siteUrl.startsWith('https:')
  return {
    'Content-Security-Policy': contentSecurityPolicy(rules, https),
    ...transportSecurity(https),
    'X-Content-Type-Options': 'nosniff',
    // Not `no-referrer`: it makes browsers send `Origin: null` with our own forms (Fetch, 3.1).
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': rules.embeddable ? 'cross-origin' : 'same-origin',
    'Permissions-Policy': permissions,
    'X-Frame-Options': 'DENY',
  }
}

/**
 * Security headers of a subresource: script, style sheet or image. Opened directly as a document,
 * it can run and load nothing.
 */
export function partHeaders(
  rules: Pick<AnswerRules, 'siteUrl' | 'embeddable'>,
): Readonly<Record<string, string>> {
  return {
    // `sandbox`: an SVG opened directly is a document and must not have our origin.
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    ...transportSecurity(rules.siteUrl.startsWith('https:')),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': rules.embeddable ? 'cross-origin' : 'same-origin',
  }
}

function transportSecurity(https: boolean): Readonly<Record<string, string>> {
  // No `includeSubDomains`: the operator may have other sites there.
  return https ? { 'Strict-Transport-Security': `max-age=${httpsMemory}` } : {}
}

/** Content Security Policy Level 3. Inline styles are allowed, inline scripts only by hash. */
function contentSecurityPolicy(rules: AnswerRules, https: boolean): string {
  const { formTargets, pictureSources, scripts, search } = rules
  const directives = [
    "default-src 'none'",
    ['script-src', "'self'", ...scripts, ...(search ? ["'wasm-unsafe-eval'"] : [])].join(' '),
    "style-src 'self' 'unsafe-inline'",
    // The icons of Starlight's style sheets are data URLs.
    ["img-src 'self' data:", ...pictureSources].join(' '),
    "connect-src 'self'",
    ...(search ? ["worker-src 'self'"] : []),
    "object-src 'none'",
    "base-uri 'none'",
    ["form-action 'self'", ...formTargets].join(' '),
    "frame-ancestors 'none'",
    // Trusted Types everywhere except on pages with Pagefind, which writes results as HTML.
    ...(search ? [] : ["require-trusted-types-for 'script'", "trusted-types 'none'"]),
    ...(https ? ['upgrade-insecure-requests'] : []),
  ]
  return directives.join('; ')
}
