import type { APIContext } from 'astro'
import type { Site } from '../site.ts'
import { StoreUnavailable } from '../store/store-outage.ts'
import {
  type CspSources,
  accountPictures,
  googleOrigin,
  googlePictures,
  hasSearch,
  isSourceExpression,
} from './response-headers.ts'

/** CSP sources of a page: `form-action` for its forms, `img-src` for account pictures. */
export async function cspSources(
  { routePattern, params, isPrerendered, url }: APIContext,
  site: Site,
): Promise<CspSources> {
  const { environment, formTargets, readersGoogle } = site
  if (routePattern === '/practice/interaction/[uid]') {
    return { formTargets: await appOrigin(params.uid ?? '', site) }
  }
  // The form with a reader's own Google client redirects to Google.
  if (readersGoogle && /\/lab\/google-client$/.test(routePattern)) {
    return { formTargets: [...new Set([...formTargets.known, googleOrigin])] }
  }
  if (/\/demo$/.test(routePattern)) {
    const configured = accountPictures(environment)
    const pictureSources = configured.length > 0 || !readersGoogle ? configured : [googlePictures]
    return { formTargets: await formTargets.asked(), pictureSources }
  }
  // In production a prerendered page is a static file and gets no headers here.
  if (isPrerendered) return { formTargets: formTargets.known, search: hasSearch(url.pathname) }
  const hasForm = /\/lab\//.test(routePattern)
  return { formTargets: hasForm ? await formTargets.asked() : formTargets.known }
}

/** The origin of the app's redirect URI: the forms of the practice provider redirect there. */
async function appOrigin(uid: string, { practice }: Site): Promise<readonly string[]> {
  const origin = await practice.interactions.redirectOrigin(uid).catch((error: unknown) => {
    // The page itself reports the outage.
    if (error instanceof StoreUnavailable) return undefined
    throw error
  })
  return origin === undefined ? [] : [origin].filter(isSourceExpression)
}
