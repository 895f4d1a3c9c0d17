/** What the security headers of an answer depend on. */
export interface AnswerRules {
  /** Public origin. */
  readonly siteUrl: string
  /** Origins, beside our own, to which a form of ours may lead: a redirect counts too. */
  readonly formTargets: readonly string[]
  /** CSP sources of pictures, beside our own. */
  readonly pictureSources: readonly string[]
  /** CSP sources, `'sha256-…'`, of the scripts in line. */
  readonly scripts: readonly string[]
  /** Whether this is part of the search, which runs WebAssembly in a worker. */
  readonly search: boolean
  /** Whether pages of other origins may embed it. */
  readonly embeddable: boolean
}

/** Seconds for which a browser is to keep to https: two years. */
const httpsMemory = 63_072_000

// What no page of ours uses, no script that got in may use either. Reading the clipboard is left
// at its default, where the browser asks the person.
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

/** The headers of an answer that may be a document or run as a worker, whatever its status. */
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
 * The headers of a part of a page: a script, a style sheet, a picture. What governs a document
 * stands in the document's own answer. Opened by itself, a part can still run and load nothing.
 */
export function partHeaders(
  rules: Pick<AnswerRules, 'siteUrl' | 'embeddable'>,
): Readonly<Record<string, string>> {
  return {
    // `sandbox` gives a document an origin of its own, which an SVG opened by itself would be.
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    ...transportSecurity(rules.siteUrl.startsWith('https:')),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': rules.embeddable ? 'cross-origin' : 'same-origin',
  }
}

function transportSecurity(https: boolean): Readonly<Record<string, string>> {
  // Not for subdomains: those of whoever hosts this are none of our business.
  return https ? { 'Strict-Transport-Security': `max-age=${httpsMemory}` } : {}
}

/** Content Security Policy Level 3. Styles may stand in line, scripts only by their hash. */
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
    // Pagefind writes its results as HTML; everywhere else the browser refuses to.
    ...(search ? [] : ["require-trusted-types-for 'script'", "trusted-types 'none'"]),
    ...(https ? ['upgrade-insecure-requests'] : []),
  ]
  return directives.join('; ')
}
