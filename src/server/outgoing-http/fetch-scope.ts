import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingResponse, OutgoingRequest } from './messages.ts'
import { briefResponse, readRequest } from './web-messages.ts'

type Send = (request: OutgoingRequest) => Promise<IncomingResponse>

const scope = new AsyncLocalStorage<Send>()
const installed = Symbol.for('genkan.fetch-scope')

/**
 * Runs code that calls the ambient `fetch` as arctic does: its requests go through `send`, and of
 * the responses it gets the status and the JSON.
 * Code outside of such a run keeps the real one, and so does `send`.
 */
export function withinScope<Result>(send: Send, run: () => Promise<Result>): Promise<Result> {
  install()
  return scope.run(send, run)
}

function install(): void {
  const ambient = globalThis.fetch
  if (installed in ambient) return
  const scoped: typeof fetch = (input, init) => {
    const send = scope.getStore()
    if (!send) return ambient(input, init)
    const request = input instanceof Request && !init ? input : new Request(input, init)
    // Outside of the scope: a connection that is kept for others would hold on to it.
    return scope.exit(async () => briefResponse(await send(await readRequest(request))))
  }
  globalThis.fetch = Object.assign(scoped, { [installed]: true })
}
