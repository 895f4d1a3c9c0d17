import { once } from 'node:events'
import { type AddressInfo, type Socket, connect, createServer } from 'node:net'

/** A TCP proxy, as it stands before a pair of Redis servers. */
export interface TcpRelay {
  readonly port: number
  /** Connections accepted so far. */
  accepted(): number
  /** Leads new connections to another port of loopback; those that are open stay where they are. */
  leadTo(port: number): void
  stop(): Promise<void>
}

export async function startTcpRelay(firstPort: number): Promise<TcpRelay> {
  let target = firstPort
  let accepted = 0
  const sockets = new Set<Socket>()
  const server = createServer((incoming) => {
    accepted += 1
    const outgoing = connect(target, '127.0.0.1')
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    accepted: () => accepted,
    leadTo: (port) => void (target = port),
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
