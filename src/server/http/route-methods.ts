/** Endpoints that answer by method themselves, see `endpoint()`. */
const endpoints = /^\/(?:auth\/|healthz$|readyz$|lab\/google-metadata$)/

/** Pages with a form that is posted to their own path. */
const formPages: ReadonlySet<string> = new Set([
  '/[...lang]/lab/console/[...path]',
  '/[...lang]/lab/scopes',
  '/[...lang]/lab/tamper',
  '/practice/interaction/[uid]',
])

/** Endpoints that take a form of ours. The provider's own take what its specifications say. */
const formEndpoints: ReadonlySet<string> = new Set(['/auth/login', '/auth/logout'])

/**
 * The methods that a route takes (RFC 9110, 9.1).
 * @returns undefined where the route answers by method itself
 */
export function routeMethods(routePattern: string): readonly string[] | undefined {
  if (endpoints.test(routePattern)) return undefined
  if (routePattern === '/practice/[...path]') return ['GET', 'HEAD', 'POST', 'OPTIONS']
  return formPages.has(routePattern) ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD']
}

/** Whether a POST to the route is one of our forms. */
export function takesForm(routePattern: string): boolean {
  return formPages.has(routePattern) || formEndpoints.has(routePattern)
}

/** Whether the page of an error is shown at the address where that happened. */
export function showsError(routePattern: string, pathname: string): boolean {
  const errorPage = /^\/(?:404|500)\/?$/
  return errorPage.test(routePattern) && !errorPage.test(pathname)
}

/** The encoding of a form without files (HTML, 4.10.21.7). */
export const formType = 'application/x-www-form-urlencoded'

/** Whether the content of a request is declared as a form without files, or there is none. */
export function isForm({ headers }: Pick<Request, 'headers'>): boolean {
  const type = headers.get('content-type')
  if (type !== null) return type.split(';', 1)[0]?.trim().toLowerCase() === formType
  return !headers.has('transfer-encoding') && Number(headers.get('content-length') ?? 0) === 0
}
