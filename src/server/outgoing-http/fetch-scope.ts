import { AsyncLocalStorage } from 'node:async_hooks'

type Send = (request: Request) => Promise<Response>

const scope = new AsyncLocalStorage<Send>()
const installed = Symbol.for('genkan.fetch-scope')

/**
 * Runs code that calls the ambient `fetch` (arctic does) so that its requests go through `send`.
 * Code outside of such a run keeps the real one.
 */
export function withinScope<Result>(send: Send, run: () => Promise<Result>): Promise<Result> {
  install()
  return scope.run(send, run)
}

/** Leaves the scope, for the code that carries out what the scope asked for. */
export function outsideScope<Result>(run: () => Promise<Result>): Promise<Result> {
  return scope.exit(run)
}

function install(): void {
  const ambient = globalThis.fetch
  if (installed in ambient) return
  const scoped: typeof fetch = (input, init) => {
    const send = scope.getStore()
    if (!send) return ambient(input, init)
    return send(input instanceof Request && !init ? input : new Request(input, init))
  }
  globalThis.fetch = Object.assign(scoped, { [installed]: true })
}
