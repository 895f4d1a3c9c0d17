import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'

type Work = () => Promise<unknown>

const answers = new AsyncLocalStorage<ServerResponse>()

/** Handles a request, so that {@link afterAnswer} knows which answer is meant. */
export function answering<Result>(response: ServerResponse, handle: () => Result): Result {
  return answers.run(response, handle)
}

/**
 * Runs work once the answer to the request under way is on its way to the visitor, and never where
 * it was lost. What a request uses up is used up only then: whoever got no answer, because the
 * process was killed, may send the request again. Errors of the work are nobody's any more.
 */
export function afterAnswer(work: Work): void {
  const response = answers.getStore()
  const run = () => void work().catch(() => undefined)
  // The development server answers by itself: what is to be used up is so at once.
  if (!response) return run()
  response.once('finish', () => {
    // An answer that says to try again has used nothing up.
    if (response.statusCode !== 503) run()
  })
}
