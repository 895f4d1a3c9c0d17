import { AsyncLocalStorage } from 'node:async_hooks'

/** The store can't be reached, can't be written, is damaged, or does not answer in time. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

/** What the error response to a request carries beside the outage itself. */
export interface OutageNotes {
  /** Set-Cookie header of a log-out, whose session in the store may be alive. */
  readonly logOutCookie?: string
}

const watched = new AsyncLocalStorage<{ away: boolean; notes: OutageNotes }>()

/**
 * Handles one request and detects a store outage, even where a layer in between turned the error
 * into something else, such as a redirect with `server_error`.
 * @returns the result; or what the request noted, where the store was unavailable
 */
export function detectingOutage<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result } | { readonly outage: OutageNotes }> {
  const request: { away: boolean; notes: OutageNotes } = { away: false, notes: {} }
  return watched.run(request, async () => {
    try {
      const result = await work()
      return request.away ? { outage: request.notes } : { result }
    } catch (error) {
      if (request.away) return { outage: request.notes }
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

/** Adds to the error response that the current request gets if a store outage hits it. */
export function inCaseOfOutage(notes: OutageNotes): void {
  const request = watched.getStore()
  if (request) request.notes = notes
}
