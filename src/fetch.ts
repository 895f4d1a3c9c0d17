import { STATUS_CODES } from 'node:http'
import { FetchState, astro } from 'astro/fetch'
import type { PageAtDoor } from './server/front-door.ts'
import { Answer } from './server/http/answer.ts'
import { getSite } from './server/site.ts'

/** Astro's entry: what the front door leaves to a page, and the page for what it refused. */
export default {
  async fetch(request: Request): Promise<Response> {
    const state = inOnePiece(request)
    const site = await getSite()
    const answer = await site.openDoor(request, state.pathname, () => render(state))
    if (Answer.is(answer)) return answer.toResponse()
    return answer instanceof Response ? answer : render(pageOf(answer, request))
  },
}

/** By Astro, which calls every status OK that a page sets. */
async function render(state: FetchState): Promise<Response> {
  const rendered = await astro(state)
  const { status, statusText, headers, body } = rendered
  if (rendered.ok || statusText !== 'OK') return rendered
  return new Response(body, { status, headers, statusText: STATUS_CODES[status] ?? '' })
}

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
