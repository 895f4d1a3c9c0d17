import type { Environment } from '../environment.ts'
import { inlineScriptHashes } from './inline-script-hashes.ts'
import { partHeaders, securityHeaders } from './security-headers.ts'

export const googleOrigin = 'https://accounts.google.com'
export const googlePictures = 'https://lh3.googleusercontent.com'

/**
 * Subresources: scripts, styles and images. Not the scripts of `/pagefind/`: they may run as a
 * worker, which takes its CSP from its own response.
 */
const part = /^\/(?:_astro\/|pagefind\/(?!.*\.js$)|personas\/[\w-]+\.svg$|favicon\.svg$)/

/** Whether this built page has Pagefind's search, or is its worker. */
export const hasSearch = (path: string) =>
  /^(?:\/[a-z]{2})?\/(?:guide|concepts|reference|pagefind)(?:\/|$)/.test(path)

/** CSP sources that a page needs beyond the default. */
export interface CspSources {
  /** `form-action`: origins beside our own. */
  readonly formTargets?: readonly string[]
  /** `img-src`: sources beside our own. */
  readonly pictureSources?: readonly string[]
  /** Pagefind's search, which runs WebAssembly in a worker. */
  readonly search?: boolean
}

/**
 * Security headers of a static file.
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
    : responseHeaders(path, environment, { search: hasSearch(path) })
}

/**
 * Security headers of a response that may be a document or a worker. `serve.ts` sets them on every
 * response; the middleware replaces them on pages rendered on demand, with the page's CSP sources.
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
    search = false,
  } = permissions
  return securityHeaders({
    ...{ siteUrl, formTargets, pictureSources },
    embeddable: isEmbeddable(pathname),
    scripts: inlineScriptHashes,
    search,
  })
}

/** Pictures of the practice people: a reader's app on another origin shows them. */
const isEmbeddable = (pathname: string) => pathname.startsWith('/personas/')

/** Origins of the configured issuers. */
function issuerOrigins({ google, custom }: Environment): readonly string[] {
  const issuers = [...(google ? [googleOrigin] : []), ...(custom ? [custom.issuer] : [])]
  return issuers.map((issuer) => new URL(issuer).origin).filter(isSourceExpression)
}

/** `img-src` for account pictures: Google has one host, another provider may use any. */
export function accountPictures({ google, custom }: Environment): readonly string[] {
  if (custom) {
    const { protocol, origin } = new URL(custom.issuer)
    return protocol === 'http:' ? ['https:', origin] : ['https:']
  }
  return google ? [googlePictures] : []
}

/** Whether an origin is safe in a CSP: a host may contain `;` or `,`, which end a directive. */
export function isSourceExpression(origin: string): boolean {
  return /^[\w:/.[\]-]+$/.test(origin) && origin !== 'null'
}
