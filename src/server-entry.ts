/** What Astro builds into `dist/server/entry.mjs`, for `serve.ts`: one module graph. */
export { handler } from '@astrojs/node/server.js'
export { ConfigurationError } from './server/environment.ts'
export { getSite } from './server/site.ts'
