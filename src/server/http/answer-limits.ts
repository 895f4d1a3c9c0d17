import type { ServerResponse } from 'node:http'

/**
 * Time limit for a client that does not take its answer, or takes it drop by drop.
 * @param wholeLimit milliseconds from the request's head until the answer is taken
 */
export function limitAnswer(response: ServerResponse, wholeLimit: number): void {
  const timer = setTimeout(() => response.destroy(), wholeLimit)
  response.on('close', () => clearTimeout(timer))
  // `server.timeout`: nothing was sent or received for that long. With a listener Node leaves the
  // connection open, which is right while a step of the login waits for its provider.
  response.on('timeout', () => {
    if (response.headersSent) response.destroy()
  })
}
