import type { APIContext } from 'astro'
import type { Site } from '../site.ts'
import { StoreUnavailable } from '../store/store-outage.ts'
import {
  type CspSources,
  accountPictures,
  googleOrigin,
  googlePictures,
  isSourceExpression,
} from './response-headers.ts'

/** What the policy of a page allows: where its forms lead, and whose pictures it shows. */
export async function cspSources(
  { routePattern, params, isPrerendered }: APIContext,
  site: Site,
): Promise<CspSources> {
  const { environment, formTargets, readersGoogle } = site
  if (routePattern === '/practice/interaction/[uid]') {
    return { formTargets: await appOrigin(params.uid ?? '', site) }
  }
  // The page where a reader tries a Google client of their own, and the demo, which shows its picture.
  if (readersGoogle && /\/lab\/google-client$/.test(routePattern)) {
    return { formTargets: [...new Set([...formTargets.known, googleOrigin])] }
  }
  if (/\/demo$/.test(routePattern)) {
    const configured = accountPictures(environment)
    const pictureSources = configured.length > 0 || !readersGoogle ? configured : [googlePictures]
    return { formTargets: await formTargets.asked(), pictureSources }
  }
  const hasForm = /\/lab\//.test(routePattern) && !isPrerendered
  return { formTargets: hasForm ? await formTargets.asked() : formTargets.known }
}

/** The origin that a login at the practice provider leads back to: its screens' forms end there. */
async function appOrigin(uid: string, { practice }: Site): Promise<readonly string[]> {
  const origin = await practice.interactions.redirectOrigin(uid).catch((error: unknown) => {
    // The page says so; its headers need not.
    if (error instanceof StoreUnavailable) return undefined
    throw error
  })
  return origin === undefined ? [] : [origin].filter(isSourceExpression)
}
