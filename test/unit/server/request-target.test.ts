import { describe, expect, it } from 'vitest'
import { pathOf, wellFormed } from '../../../src/server/http/request-target.ts'

describe('a request target', () => {
  it.each(['/', '/demo/?a=%ff', '/ja/%E7%8E%84%E9%96%A2', '/..%2f', '//evil.example', '*'])(
    'that can be decoded stays as it is: %s',
    (target) => expect(wellFormed(target)).toBe(target),
  )

  it.each([
    ['/%ff', '/%25ff'],
    ['/%', '/%25'],
    ['/%00', '/%2500'],
    ['/%E7%8E?a=%00?b', '/%25E7%258E?a=%00?b'],
  ])('that cannot is taken by its letters: %s', (target, letters) => {
    expect(wellFormed(target)).toBe(letters)
  })

  it.each([
    ['/', '/'],
    ['/demo/?a=1', '/demo/'],
    ['/demo/?a=1?b=2', '/demo/'],
    ['/demo/?', '/demo/'],
    ['?code=1', ''],
  ])('has a path before its query: %s', (target, path) => {
    expect(pathOf(target)).toBe(path)
  })
})
