import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { freePort } from '../support/free-port.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { finishAtOnce } from '../support/logins-at-once.ts'
import { type Nginx, startNginx } from '../support/nginx.ts'
import { lacks } from '../support/services.ts'

describe.skipIf(lacks('nginx'))('behind nginx, with the buffers that it has by itself', () => {
  let server: GenkanServer
  let nginx: Nginx
  beforeAll(async () => {
    const port = await freePort()
    const env = { SITE_URL: `http://localhost:${port}`, RATE_LIMIT: 'off' }
    server = await startGenkan({ env })
    nginx = await startNginx(port, [Number(new URL(server.url).port)])
  })
  afterAll(async () => {
    await nginx.stop()
    await server.stop()
  })

  it('twelve logins that begin at once all end signed in', async () => {
    const client = new SiteClient(nginx.url)
    const { statuses } = await finishAtOnce(client, 12)
    expect(statuses).toEqual(Array.from({ length: 12 }, () => 303))
    expect((await client.get('/demo/')).status).toBe(200)
  })

  it('twenty abandoned at once neither close the site nor keep the next login from its end', async () => {
    const client = new SiteClient(nginx.url)
    const begin = () => client.post('/auth/login', { provider: 'practice' })
    await Promise.all(Array.from({ length: 20 }, begin))
    expect((await client.get('/demo/')).status).toBe(200)
    const { statuses } = await finishAtOnce(client, 1)
    expect(statuses).toEqual([303])
  })
})
