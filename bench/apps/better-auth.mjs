// https://better-auth.com/docs/integrations/express and /docs/plugins/generic-oauth, on the SQLite
// that comes with Node.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node'
import { genericOAuth } from 'better-auth/plugins'
import express from 'express'
import { page } from './page.mjs'

const { PORT, BASE_URL, ISSUER, CLIENT_ID, CLIENT_SECRET, SECRET, DATA_DIR } = process.env
const database = new DatabaseSync(join(DATA_DIR, 'better-auth.sqlite'))
// What Genkan's own store is opened with; the default waits for the disk at each write.
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')

const auth = betterAuth({
  baseURL: BASE_URL,
  secret: SECRET,
  database,
  plugins: [
    genericOAuth({
      config: [
        {
          providerId: 'practice',
          discoveryUrl: `${ISSUER}/.well-known/openid-configuration`,
          clientId: CLIENT_ID,
          clientSecret: CLIENT_SECRET,
          scopes: ['openid', 'email', 'profile'],
          requireIdTokenVerification: true,
        },
      ],
    }),
  ],
})
const { runMigrations } = await getMigrations(auth.options)
await runMigrations()

const app = express()
app.all('/api/auth/*splat', toNodeHandler(auth))

app.get('/', async (request, response) => {
  const session = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) })
  if (!session) return response.status(401).send('Not signed in')
  response.send(page(session.user))
})

app.listen(PORT, 'localhost')
