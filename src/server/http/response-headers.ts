import type { Environment } from '../environment.ts'
import { inlineScriptHashes } from './inline-script-hashes.ts'
import { partHeaders, securityHeaders } from './security-headers.ts'

export const googleOrigin = 'https://accounts.google.com'
export const googlePictures = 'https://lh3.googleusercontent.com'

/**
 * Scripts, styles and pictures. Of `/pagefind/`, scripts may run as a worker, whose policy comes
 * with its file.
 */
const part = /^\/(?:_astro\/|pagefind\/(?!.*\.js$)|personas\/[\w-]+\.svg$|favicon\.svg$)/

/** Starlight's pages, which have the search, and its worker. */
const search = /^(?:\/[a-z]{2})?\/(?:guide|concepts|reference|pagefind)(?:\/|$)/

/** What a page may do beyond what every page may. */
export interface CspSources {
  /** Origins, beside our own, to which its forms may lead. */
  readonly formTargets?: readonly string[]
  /** CSP sources of pictures, beside our own. */
  readonly pictureSources?: readonly string[]
}

/**
 * The security headers of a built file.
 * @param path of the file, without `index.html`
 */
export function fileHeaders(
  path: string,
  environment: Environment,
): Readonly<Record<string, string>> {
  const { siteUrl } = environment
  const isPart = part.test(path)
  return isPart
    ? partHeaders({ siteUrl, embeddable: isEmbeddable(path) })
    : responseHeaders(path, environment)
}

/**
 * The security headers of a response that may be a document or run as a worker: `serve.ts` sets them
 * on every response, the middleware replaces those of pages rendered on demand, which know more.
 * @param pathname as requested
 */
export function responseHeaders(
  pathname: string,
  environment: Environment,
  permissions: CspSources = {},
): Readonly<Record<string, string>> {
  const { siteUrl } = environment
  const {
    formTargets = issuerOrigins(environment),
    pictureSources = accountPictures(environment),
  } = permissions
  return securityHeaders({
    ...{ siteUrl, formTargets, pictureSources },
    embeddable: isEmbeddable(pathname),
    scripts: inlineScriptHashes,
    search: search.test(pathname),
  })
}

/** `picture` of the practice people, which a reader's own app shows. */
const isEmbeddable = (pathname: string) => pathname.startsWith('/personas/')

/** Origins of the configured issuers. */
function issuerOrigins({ google, custom }: Environment): readonly string[] {
  const issuers = [...(google ? [googleOrigin] : []), ...(custom ? [custom.issuer] : [])]
  return issuers.map((issuer) => new URL(issuer).origin).filter(isSourceExpression)
}

/** Where the pictures of accounts are: Google's on one host, those of other providers anywhere. */
export function accountPictures({ google, custom }: Environment): readonly string[] {
  if (custom) {
    const { protocol, origin } = new URL(custom.issuer)
    return protocol === 'http:' ? ['https:', origin] : ['https:']
  }
  return google ? [googlePictures] : []
}

/** Whether an origin can stand in a policy: a host may hold `;` and `,`, which would end it. */
export function isSourceExpression(origin: string): boolean {
  return /^[\w:/.[\]-]+$/.test(origin) && origin !== 'null'
}
