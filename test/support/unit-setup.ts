import { Socket } from 'node:net'
import { afterEach } from 'vitest'

/** What a test did that a unit test may not. Kept, because the code under test may catch errors. */
const offences: string[] = []

function refuseNetwork(): never {
  const message = 'Unit tests use no network: pass a fetch of your own.'
  offences.push(message)
  throw new Error(message)
}

globalThis.fetch = refuseNetwork
// The clients of node:http, node:https, node:tls and undici all connect through this.
Socket.prototype.connect = refuseNetwork

for (const method of ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const) {
  console[method] = (...values: unknown[]) => {
    offences.push(`console.${method}: ${values.map(String).join(' ')}`)
  }
}

afterEach(() => {
  const found = offences.splice(0)
  if (found.length > 0) throw new Error(`Not allowed in a unit test:\n${found.join('\n')}`)
})
