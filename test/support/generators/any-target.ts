import fc from 'fast-check'
import { encoded, fields } from './any-content.ts'
import { hostile, targetText } from './any-value.ts'
import type { SiteSurvey } from './site-survey.ts'

/**
 * A request target, in origin form or absolute form: a route with anything for its parameters, or a
 * path that the site links to.
 */
export function anyTarget(survey: SiteSurvey, host: string): fc.Arbitrary<string> {
  const query = fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    { weight: 2, arbitrary: fields(survey).map((pairs) => `?${encoded(pairs)}`) },
    { weight: 1, arbitrary: hostile.map((text) => `?${targetText(text)}`) },
  )
  const origin = fc.oneof(
    { weight: 9, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(`http://${host}`, `HTTP://${host}`, `https://${host}`),
    },
    { weight: 1, arbitrary: hostile.map((text) => `http://${targetText(text)}`) },
  )
  return fc.tuple(origin, targetPath(survey), query).map((parts) => parts.join(''))
}

function targetPath({ routes, paths }: SiteSurvey): fc.Arbitrary<string> {
  const word = fc.oneof(
    fc.constantFrom(...paths.flatMap((path) => path.split('/')), 'practice', 'ja', 'xx'),
    fc.constantFrom(
      'token',
      'certs',
      'userinfo',
      'request',
      'reg',
      'session/end',
      'o/oauth2/v2/auth',
    ),
    hostile.map(targetText),
  )
  const filled = fc
    .tuple(fc.constantFrom(...routes), fc.array(word, { minLength: 4, maxLength: 4 }))
    .map(([route, words]) => {
      let next = 0
      return route.replaceAll(/\[[\w.]+\]/g, () => words[next++] ?? '').replaceAll(/^\/+/g, '/')
    })
  const ending = fc.constantFrom(
    '',
    '',
    '',
    '/',
    '//',
    '%',
    '.html',
    '/index.html',
    ';a',
    '/..',
    '%00',
  )
  const path = fc.oneof(
    { weight: 6, arbitrary: filled },
    { weight: 4, arbitrary: fc.constantFrom(...paths) },
  )
  return fc.oneof(
    { weight: 30, arbitrary: fc.tuple(path, ending).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: hostile.map((text) => targetText(text) || '*') },
    { weight: 1, arbitrary: fc.constant('*') },
  )
}
