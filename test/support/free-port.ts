import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A port that was free a moment ago.
 * @param host where: `localhost` is the address that it stands for first, which may be `::1`
 */
export async function freePort(host: 'localhost' | '127.0.0.1' = 'localhost'): Promise<number> {
  const probe = createServer().listen(0, host)
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port was given')
  return address.port
}
