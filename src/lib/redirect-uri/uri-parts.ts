/** Parts of a URI as written: nothing is decoded, lower-cased or left out. */
export interface UriParts {
  /** Without its colon; undefined where there is none. */
  readonly scheme: string | undefined
  /** Up to and with the `@`, or empty. */
  readonly userinfo: string
  /** Without the port; undefined where no `//` came. */
  readonly host: string | undefined
  /** With its colon, or empty. */
  readonly port: string
  readonly path: string
  /** With its question mark, or empty. */
  readonly query: string
  /** With its number sign, or empty. */
  readonly fragment: string
}

/** The expression of RFC 3986, appendix B; it matches every text. */
const whole = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/s

/**
 * Splits a URI without normalization. `URL` won't do: it normalizes what an exact comparison must
 * see, such as capitals, an explicit default port or a blank.
 */
export function uriParts(uri: string): UriParts {
  const [, scheme, authority, path = '', query = '', fragment = ''] = whole.exec(uri) ?? []
  const at = authority?.lastIndexOf('@') ?? -1
  const hostAndPort = authority?.slice(at + 1)
  // An IPv6 address has colons of its own.
  const port = /:[^:\]]*$/.exec(hostAndPort ?? '')?.[0] ?? ''
  return {
    scheme,
    userinfo: authority?.slice(0, at + 1) ?? '',
    host: hostAndPort?.slice(0, hostAndPort.length - port.length),
    port,
    ...{ path, query, fragment },
  }
}

/** Whether a host is loopback: `localhost`, 127.0.0.0/8 or `[::1]`. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(host)
}

/** Whitespace, control and formatting characters: invisible, and invalid in a URI. */
export const blanks = /[\s\p{Cc}\p{Cf}\u3164]/gu
/** Full-width characters, as a Japanese input method types them: `：` for `:`. */
export const fullWidth = /[\uff01-\uff5e\u3002]/g
/** U+FF01 to U+FF5E stand for U+0021 to U+007E. */
const widthOffset = 0xfee0

/** Replaces full-width characters by ASCII ones. */
export function halfWidth(text: string): string {
  return text.replace(fullWidth, (sign) =>
    sign === '。' ? '.' : String.fromCharCode(sign.charCodeAt(0) - widthOffset),
  )
}
