import { FetchState, astro } from 'astro/fetch'
import { getSite } from './server/site.ts'

/** Paths under /practice/ that are pages of ours: the screens of the practice provider. */
const screens = '/practice/interaction/'

/** The front door: `/practice/*` goes to the practice provider, the rest to Astro. */
export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (!pathname.startsWith('/practice/') || pathname.startsWith(screens)) {
      return astro(new FetchState(request))
    }
    const answer = await (await getSite()).answerAsPracticeProvider(request)
    if (answer instanceof Response) return answer
    return astro(failurePage(request, answer))
  },
}

type Failure = NonNullable<App.Locals['practiceFailure']>

function failurePage({ url, headers }: Request, failure: Failure): FetchState {
  const state = new FetchState(new Request(new URL('/practice-error/', url), { headers }))
  state.locals.practiceFailure = failure
  return state
}
