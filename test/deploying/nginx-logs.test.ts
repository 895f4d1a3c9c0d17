import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:tls'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lacks } from '../support/services.ts'
import { trust } from './certificate.ts'
import { Machine } from './machine.ts'

const code = 'a-code-that-nobody-may-read'
const callback = `/auth/callback/google?code=${code}&state=x`

let machine: Machine
const logFolder = () => machine.path('/var/log/nginx')

/** The status line of an answer to a request that is written by hand. */
async function ask(lines: readonly string[]): Promise<string> {
  const socket = connect({ port: machine.ports.tls, host: '127.0.0.1', servername: 'localhost' })
  socket.write([...lines, 'Host: localhost', 'Connection: close', '', ''].join('\r\n'))
  return (await text(socket)).split('\r\n')[0] ?? ''
}

function askPlain(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: machine.ports.plain, path }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode))
    })
      .once('error', reject)
      .end()
  })
}

describe.skipIf(lacks('nginx'))('the logs of nginx, while the server is away', () => {
  beforeAll(async () => {
    machine = await Machine.make()
    trust(machine.certificate)
    machine.serveDeployFolder()
    await machine.run(
      'install -m 644 /opt/genkan/current/deploy/nginx.conf /etc/nginx/conf.d/genkan.conf\nsystemctl reload nginx',
    )
  })
  afterAll(() => machine.stop())

  it('hold no code: no line of a callback, of what has it as Referer, of a wrong request', async () => {
    expect(await ask([`GET ${callback} HTTP/1.1`])).toContain('502')
    const referer = `Referer: ${machine.url}${callback}`
    expect(await ask(['GET /favicon.ico HTTP/1.1', referer])).toContain('502')
    expect(await ask(['GET /_astro/page.css HTTP/1.1', referer])).toContain('502')
    expect(await ask([`GET /practice/o/oauth2/v2/auth?code=${code} HTTP/1.1`])).toContain('502')
    expect(await ask([`POST ${callback} HTTP/1.1`, 'Content-Length: 99999'])).toContain('413')
    expect(await ask([`GET ${callback}${'x'.repeat(40_000)} HTTP/1.1`])).toContain('414')
    expect(await ask([`GET ${callback} HTTP/9.9`])).toContain('505')
    expect(await askPlain(callback)).toBe(308)
    // A line of the access log is written behind the answer: let nginx end its work first.
    await machine.run('nginx -s quit')
    await expect.poll(() => existsSync(machine.path('/nginx.pid'))).toBe(false)
    const logs = readdirSync(logFolder()).map((name) => readFileSync(`${logFolder()}/${name}`))
    // Of nginx itself, such as the start of its processes.
    expect(logs.join('')).toContain('[notice]')
    expect(logs.join('')).not.toContain(code)
  })
})
