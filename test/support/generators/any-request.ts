import { METHODS } from 'node:http'
import fc from 'fast-check'
import type { SentRequest } from '../keep-alive.ts'
import { content } from './any-content.ts'
import { anyTarget } from './any-target.ts'
import { hostileHeader } from './any-value.ts'
import type { SiteSurvey } from './site-survey.ts'

/** No hosts: each of them has to be refused. */
export const noHosts = [
  'a@localhost',
  'a:b@c',
  'localhost:x',
  ':',
  'a b',
  '[::1',
  'a/b',
  'é.example',
]

const rarely = (value: fc.Arbitrary<string>) => fc.option(value, { freq: 4, nil: undefined })

/** Any request to any route: method, target, headers and content as no browser would send them. */
export function anyRequest(survey: SiteSurvey, siteUrl: string): fc.Arbitrary<SentRequest> {
  const { host } = new URL(siteUrl)
  const method = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('GET', 'POST') },
    { weight: 3, arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE') },
    { weight: 1, arbitrary: fc.constantFrom(...METHODS.filter((name) => name !== 'CONNECT')) },
  )
  return fc
    .record({
      ...{ method, path: anyTarget(survey, host), content: content(survey) },
      headers: anyHeaders(survey, siteUrl, host),
    })
    .map((made) => ({
      ...{ method: made.method, path: made.path },
      body: made.content.body,
      headers: present({ ...made.headers, 'content-type': made.content.type }),
    }))
}

function anyHeaders({ cookies }: SiteSurvey, siteUrl: string, host: string) {
  const anyHost = fc.oneof(
    { weight: 16, arbitrary: fc.constant(host) },
    { weight: 2, arbitrary: fc.constantFrom('evil.example', '127.0.0.1', '[::1]:1', 'LOCALHOST') },
    { weight: 1, arbitrary: fc.constantFrom(...noHosts) },
    { weight: 1, arbitrary: hostileHeader },
  )
  const origin = fc.oneof(
    { weight: 8, arbitrary: fc.constant(siteUrl) },
    { weight: 2, arbitrary: fc.constantFrom('https://evil.example', 'null', '') },
  )
  const cookie = fc.oneof(fc.constantFrom(...cookies), hostileHeader)
  return fc.record({
    ...{ host: anyHost, origin, cookie },
    accept: rarely(fc.oneof(fc.constantFrom('application/json', 'text/html'), hostileHeader)),
    'accept-language': rarely(
      fc.oneof(fc.constantFrom('ja', 'en', 'zh-Hant, ja;q=0.1'), hostileHeader),
    ),
    'accept-encoding': rarely(
      fc.oneof(fc.constantFrom('br', 'gzip', 'br;q=0', '*'), hostileHeader),
    ),
    'if-none-match': rarely(fc.oneof(fc.constantFrom('*', '"x"'), hostileHeader)),
    range: rarely(fc.oneof(fc.constantFrom('bytes=0-1', 'bytes=9-1', 'lines=1'), hostileHeader)),
    authorization: rarely(
      fc.oneof(fc.constantFrom('Basic eDp5', 'Bearer x', 'Basic !'), hostileHeader),
    ),
    'x-forwarded-for': rarely(hostileHeader),
    'x-forwarded-host': rarely(hostileHeader),
    'x-forwarded-proto': rarely(hostileHeader),
    'content-encoding': rarely(fc.constantFrom('gzip', 'br', 'identity', 'x')),
    'sec-fetch-site': rarely(fc.constantFrom('same-origin', 'cross-site', 'none')),
  })
}

function present(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as Record<string, string>
}
