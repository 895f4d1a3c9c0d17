import { AsyncLocalStorage } from 'node:async_hooks'

/** The shared store cannot be reached, or does not answer in time. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

const watched = new AsyncLocalStorage<{ away: boolean }>()

/**
 * Runs the work for one request. Whatever the layers between make of a store that is away, such as
 * a redirect with `server_error`, it is told here.
 * @returns undefined where the work met a store that was away
 */
export function unlessStoreAway<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
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

/** Runs work that copes with a store that is away by itself. */
export function copingWithOutage<Result>(work: () => Promise<Result>): Promise<Result> {
  return watched.exit(work)
}

/** Notes for the request under way that it met a store that was away. */
export function noteOutage(): void {
  const request = watched.getStore()
  if (request) request.away = true
}
