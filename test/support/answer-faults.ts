import { noHosts } from './generators/any-request.ts'
import { canary } from './generators/any-value.ts'
import type { Answer, SentRequest } from './keep-alive.ts'

const stack = /\n\s*at [^\n]*:\d+(?::\d+)?|node_modules|file:\/\/\//
const ordinary = /^(?:GET|HEAD|POST|OPTIONS)$/

/** What is wrong with an answer, whatever was asked; undefined where nothing is. */
export function faultOf(request: SentRequest, answer: Answer): string | undefined {
  const { status, headers, body } = answer
  const { method, headers: sent } = request
  const policy = String(headers['content-security-policy'])
  const isPage = headers['content-type']?.startsWith('text/html')
  const elsewhere = new URL(headers.location ?? '/', 'http://localhost').hostname
  const cookies = headers['set-cookie'] ?? []
  const faults: readonly (readonly [what: string, happened: boolean | undefined])[] = [
    [`status ${status}`, status >= 500],
    ['no security headers', !policy.startsWith("default-src 'none'")],
    ['no nosniff', headers['x-content-type-options'] !== 'nosniff'],
    ['a stack', stack.test(body)],
    ['markup of the request', isPage && body.includes(canary)],
    ['a redirect to elsewhere', elsewhere.endsWith('evil.example')],
    ['a session', cookies.some((cookie) => /^genkan_session=[^;]/.test(cookie))],
    ['somebody is signed in', body.includes('"signedIn":true')],
    ['the page of somebody who is', isPage && body.includes('action="/auth/logout"')],
    ['content for HEAD', method === 'HEAD' && body !== ''],
    ['a host that is none was taken', noHosts.includes(sent.host ?? '') && status < 400],
    ['a method that nothing takes', !ordinary.test(method) && status < 300],
    ['405 without Allow', status === 405 && headers.allow === undefined],
    ['a method that is allowed', status === 405 && headers.allow?.split(', ').includes(method)],
    ['415 without Accept', status === 415 && headers.accept === undefined],
  ]
  return faults.find(([, happened]) => happened)?.[0]
}
