import { beforeAll, describe, expect, it } from 'vitest'
import { SiteClient, type SiteResponse } from '../support/cookie-jar.ts'
import { logIn, people, toAccountChooser } from '../support/practice-login.ts'
import { rawRequest } from '../support/raw-request.ts'
import { sharedSite } from '../support/shared.ts'

const server = sharedSite()

const formType = 'application/x-www-form-urlencoded'
const boundary = 'multipart/form-data; boundary=x'
const field = 'x\r\nContent-Disposition: form-data; name="account"\r\n\r\n1\r\n'

let browser: SiteClient
let chooser: SiteResponse
beforeAll(async () => {
  browser = new SiteClient(server.url)
  await logIn(browser)
  chooser = await toAccountChooser(browser)
})

/** Each form of the site, where whoever posts it is known: signed in, and in a login. */
const forms = [
  ...['/auth/login', '/auth/logout', '/lab/tamper/', '/ja/lab/tamper/', '/lab/scopes/'],
  ...['/lab/console/', '/ja/lab/console/', '/lab/console/clients/', 'a practice screen'],
]

async function post(form: string, type: string | undefined, body: string) {
  const path = form === 'a practice screen' ? new URL(chooser.url).pathname : form
  const headers = {
    origin: server.url,
    cookie: await browser.jar.getCookieString(server.url + path),
    ...(type !== undefined && { 'content-type': type }),
  }
  return rawRequest(server.url, path, { method: 'POST', headers }, body)
}

describe.each(forms)('%s', (form) => {
  it.each([
    ['JSON', 'application/json', '{"account":"1"}'],
    ['broken JSON', 'application/json', '{'],
    ['text', 'text/plain', 'account=1'],
    ['multipart', boundary, `--${field}--x--\r\n`],
    ['multipart that ends early', boundary, `--${field}`],
    ['multipart without a boundary', 'multipart/form-data', `--${field}`],
    ['multipart without anything', boundary, ''],
    ['XML', 'application/xml', '<a/>'],
    ['a type of its own', 'application/x-www-form-urlencoded-not', 'account=1'],
    ['a type that is none', ';;,/', 'account=1'],
    ['no type', undefined, 'account=1'],
  ])('takes no %s: 415', async (_, type, body) => {
    const answer = await post(form, type, body)
    expect([answer.status, answer.headers.accept]).toEqual([415, formType])
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(answer.body).toBe(`Unsupported Media Type: send the form as ${formType}\n`)
  })

  it('needs no type where there is no content', async () => {
    const answer = await post(form, undefined, '')
    expect(answer.status).not.toBe(415)
    expect(answer.status).toBeLessThan(500)
  })

  it.each([
    ['nothing', ''],
    ['percent signs that escape nothing', '%=%zz&account=%ff&%'],
    ['NUL', 'account=%00&lie=%00&provider=%00&action=%00'],
    ['a field twice', 'account=1&account=2&lie=a&lie=b&action=a&action=b'],
    ['bytes that are no UTF-8', 'account=\xff\xfe'],
    ['names from JavaScript', '__proto__=1&constructor=2&toString=3&action=__proto__&lie=toString'],
    ['a thousand fields', 'a=&'.repeat(1000)],
  ])('is answered, and not by 5xx, with %s', async (_, body) => {
    for (const type of [formType, `${formType}; charset=Shift_JIS`, formType.toUpperCase()]) {
      const answer = await post(form, type, body)
      expect(answer.status).not.toBe(415)
      expect(answer.status).toBeLessThan(500)
    }
  })
})

describe('a practice screen', () => {
  it('still takes its form', async () => {
    const client = new SiteClient(server.url)
    const screen = await toAccountChooser(client)
    const { status } = await client.submit(screen, { button: `button[value="${people.taro}"]` })
    expect(status).toBe(303)
  })
})

describe('all that', () => {
  it('is nothing to the log', () => {
    expect(server.output()).not.toMatch(/"level":[456]0|\[(?:WARN|ERROR)\]/)
  })
})
