import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Protocol and browser tests run against the built server: without one they do not start. */
export default function requireBuild(): void {
  const entry = fileURLToPath(new URL('../../dist/server/entry.mjs', import.meta.url))
  if (!existsSync(entry)) throw new Error('The site is not built: run `npm run build` first.')
}
