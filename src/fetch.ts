import { FetchState, astro } from 'astro/fetch'
import { getSite } from './server/site.ts'

/** Paths under /practice/ that are pages of ours: the screens of the practice provider. */
const screens = '/practice/interaction/'
/** Paths that lead to work for the server; all others are pages, most of them built ahead. */
const doors = /^\/(?:auth|practice|(?:ja\/)?lab)\//

/**
 * The front door: counts visits to the login, hands `/practice/*` to the practice provider and the
 * rest to Astro.
 */
export default {
  async fetch(request: Request): Promise<Response> {
    const state = new FetchState(request)
    // Decoded as the router does it: a guard that reads a path differently can be walked around.
    const { pathname } = state
    if (!doors.test(pathname)) return astro(state)

    const site = await getSite()
    const waitingTime = await site.waitingTime(request, pathname)
    if (waitingTime !== undefined)
      return astro(page('/too-many-requests/', request, { waitingTime }))
    if (!pathname.startsWith('/practice/') || pathname.startsWith(screens)) return astro(state)

    const answer = await site.answerAsPracticeProvider(request)
    if (answer instanceof Response) return answer
    return astro(page('/practice-error/', request, { practiceFailure: answer }))
  },
}

/** A page of ours in place of what was asked for, with something to say that only we can give it. */
function page(path: string, { url, headers }: Request, locals: Partial<App.Locals>): FetchState {
  const state = new FetchState(new Request(new URL(path, url), { headers }))
  Object.assign(state.locals, locals)
  return state
}
