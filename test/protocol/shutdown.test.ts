import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SiteClient } from '../support/cookie-jar.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { logIn, toAccountChooser, toCallback } from '../support/practice-login.ts'

let server: GenkanServer
beforeEach(async () => {
  server = await startGenkan()
})
afterEach(() => server.stop())

/** Opens a connection and sends the beginning of a request. */
async function begin(head: readonly string[], body: string) {
  const { hostname, port, host } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  socket.write([...head, `Host: ${host}`, '', body].join('\r\n'))
  return { socket, answered: text(socket) }
}

/** Resolves once no connection is taken any more. */
async function untilClosed(): Promise<void> {
  const { hostname, port } = new URL(server.url)
  const attempt = () =>
    new Promise<string>((resolve) => {
      const probe = connect(Number(port), hostname, () => resolve('taken'))
      probe.on('error', () => resolve('refused')).on('connect', () => probe.destroy())
    })
  await expect.poll(attempt).toBe('refused')
}

describe('SIGTERM in the middle of a login', () => {
  const form = 'provider=practice&return_to=/demo/'
  const postLogin = () => [
    'POST /auth/login HTTP/1.1',
    `Origin: ${server.url}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${form.length}`,
  ]

  it('lets the form that is being sent begin the login', async () => {
    const { socket, answered } = await begin(postLogin(), form.slice(0, 10))
    const stopped = server.stop()
    await untilClosed()
    socket.write(form.slice(10))
    const answer = await answered
    expect(answer).toMatch(/^HTTP\/1\.1 303 /)
    expect(answer).toMatch(/^set-cookie: genkan_login_/im)
    await stopped
  })

  it('lets the callback that is being sent end in a session', async () => {
    const client = new SiteClient(server.url)
    const { pathname, search } = new URL(await toCallback(client, await toAccountChooser(client)))
    const cookie = await client.jar.getCookieString(server.url)
    const head = [`POST ${pathname}${search} HTTP/1.1`, `Cookie: ${cookie}`, 'Content-Length: 2']
    const { socket, answered } = await begin(head, 'x')
    const stopped = server.stop()
    await untilClosed()
    socket.write('x')
    const answer = await answered
    expect(answer).toMatch(/^HTTP\/1\.1 303 /)
    expect(answer).toMatch(/^set-cookie: genkan_session=[^;]/im)
    await stopped
  })

  it('leaves a login that goes on after the restart', async () => {
    const client = new SiteClient(server.url)
    const chooser = await toAccountChooser(client)
    await server.restart()
    const ended = await client.get(await toCallback(client, chooser))
    expect([ended.status, ended.headers.get('location')]).toEqual([303, '/demo/'])
    expect((await client.get('/auth/session')).json()).toMatchObject({ signedIn: true })
    expect((await logIn(client)).status).toBe(303)
  })
})
