import { AsyncLocalStorage } from 'node:async_hooks'

/** The store can't be reached, can't be written, or does not answer in time. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

const watched = new AsyncLocalStorage<{ away: boolean }>()

/**
 * Handles one request and detects a store outage, even where a layer in between turned the error
 * into something else, such as a redirect with `server_error`.
 * @returns undefined where the store was unavailable
 */
export function detectingOutage<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  const request = { away: false }
  return watched.run(request, async () => {
    try {
      const result = await work()
      return request.away ? undefined : result
    } catch (error) {
      if (request.away) return undefined
      throw error
    }
  })
}

/** Runs work that handles a store outage itself. */
export function handlingOutage<Result>(work: () => Promise<Result>): Promise<Result> {
  return watched.exit(work)
}

/** Marks the current request as hit by a store outage. */
export function noteOutage(): void {
  const request = watched.getStore()
  if (request) request.away = true
}
