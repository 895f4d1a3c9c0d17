import type { APIRoute } from 'astro'
import { rewriteToPage } from '../../server/http/endpoint.ts'
import { requestPracticeProvider } from '../../server/practice/practice-adapter.ts'
import { getSite } from '../../server/site.ts'

export const prerender = false

/** The practice provider's endpoints. Errors that cannot go back to the app get a page of ours. */
export const ALL: APIRoute = async (context) => {
  const answer = await requestPracticeProvider(context.request, await getSite())
  if (answer instanceof Response) return answer
  context.locals.practiceFailure = answer
  return rewriteToPage(context, '/practice-error/')
}
