import { AsyncLocalStorage } from 'node:async_hooks'
import type { Send } from './send-within-bounds.ts'

const scope = new AsyncLocalStorage<Send>()
const ambientFetch = globalThis.fetch

globalThis.fetch = (input, init) => {
  const send = scope.getStore()
  if (!send) return ambientFetch(input, init)
  // `exit`: a kept-alive connection would hold on to the scope that opened it.
  return scope.exit(() => send(new Request(input, init)))
}

/**
 * Replaces the global `fetch` for one call: arctic takes no `fetch` of ours, and the global one has
 * no time-out and no size limit. Code outside of this call keeps the original.
 */
export function withFetch<Result>(send: Send, run: () => Promise<Result>): Promise<Result> {
  return scope.run(send, run)
}
