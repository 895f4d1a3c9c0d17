/**
 * Forgets what the practice provider keeps secret: its signing key, the key of its cookies and the
 * secret of the demo's own client. The next start makes new ones. Stop the site before, on every
 * machine: a server that runs goes on with the old ones.
 */
import { ConfigurationError, readEnvironment } from '../src/server/environment.ts'
import { createLog } from '../src/server/log.ts'
import { openStore } from '../src/server/store/open-store.ts'

try {
  const { store, place } = await openStore(
    readEnvironment(process.env),
    Date.now,
    createLog('silent'),
  )
  for (const id of ['signing-key', 'cookie-key', 'demo-client-secret']) {
    await store.delete('practice:secret', id)
  }
  await store.close()
  console.log(`The practice provider's keys are gone from ${place}: the next start makes new ones`)
} catch (error) {
  console.error(error instanceof ConfigurationError ? error.message : error)
  process.exitCode = 1
}
