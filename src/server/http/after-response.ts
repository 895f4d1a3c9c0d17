import { AsyncLocalStorage } from 'node:async_hooks'

type Work = () => Promise<unknown>

/** Registers work to run once the response is sent; it never runs for a 503. */
export type WhenSent = (run: () => void) => void

const responses = new AsyncLocalStorage<WhenSent>()

/**
 * Handles a request whose {@link afterResponse} work waits for its response.
 * @param whenSent null in dev, where there is no response to wait for
 */
export function withResponse<Result>(whenSent: WhenSent | null, handle: () => Result): Result {
  return whenSent ? responses.run(whenSent, handle) : handle()
}

/**
 * Runs work once the response to the current request is sent, and never where it was lost: a
 * client that got no response, because the process was killed, may send the request again. Errors
 * are swallowed: the response is already sent. In dev the work runs immediately.
 */
export function afterResponse(work: Work): void {
  const run = () => void work().catch(() => undefined)
  const whenSent = responses.getStore()
  if (whenSent) whenSent(run)
  else run()
}
