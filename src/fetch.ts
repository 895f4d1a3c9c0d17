import { FetchState, astro, pages } from 'astro/fetch'
import type { PageAtDoor } from './server/front-door.ts'
import { Answer } from './server/http/answer.ts'
import { offerDemoPage } from './server/login/demo-page.ts'
import { getSite } from './server/site.ts'

/** Astro's entry: what the front door leaves to a page, and the page for what it refused. */
export default {
  async fetch(request: Request): Promise<Response> {
    const state = inOnePiece(request)
    const site = await getSite()
    const answer = await site.openDoor(request, state.pathname, async () => {
      const rendered = await astro(state)
      const { sessionId } = state.locals as App.Locals
      if (sessionId === undefined) return rendered
      return site.keepPage(request, state.pathname, sessionId, rendered)
    })
    if (Answer.is(answer)) return answer.toResponse()
    return answer instanceof Response ? answer : astro(pageOf(answer, request))
  },
}

// The production server has opened the door itself, and the page has no use for what else Astro
// does with a request: actions, redirects, middleware, languages.
offerDemoPage(async (request) => {
  const state = inOnePiece(request)
  const rendered = await pages(state)
  const { sessionId } = state.locals as App.Locals
  return { rendered, sessionId }
})

/** A page of ours in place of what was asked for, with something to say that only we can give it. */
function pageOf({ page, locals }: PageAtDoor, { url, headers }: Request): FetchState {
  const state = inOnePiece(new Request(new URL(page, url), { headers }))
  Object.assign(state.locals, locals)
  return state
}

// In chunks, a page takes three times as long to write and to compress.
function inOnePiece(request: Request): FetchState {
  const state = new FetchState(request)
  state.streaming = false
  return state
}
