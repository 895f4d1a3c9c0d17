import { describe, expect, it } from 'vitest'
import {
  hasValidHost,
  originForm,
  pathOf,
  wellFormed,
} from '../../../src/server/http/request-target.ts'

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
    ['/%ff/.html', '/%25ff/.html/'],
    ['/lab/errors\\.html', '/lab/errors\\.html/'],
    ['/lab/errors/.html#?a=#', '/lab/errors/.html%23?a=#'],
  ])('that cannot is taken by its letters: %s', (target, letters) => {
    expect(wellFormed(target)).toBe(letters)
  })

  it.each([
    ...['/.html', '/lab/errors/.html?a=1', '/lab/errors/%2ehtml', '/lab/errors/%252Ehtm%256c'],
    `/lab/errors/%${'25'.repeat(9)}2ehtml`,
  ])('that ends in an extension without a name gets a slash: %s', (target) => {
    const [path = '', query] = target.split('?')
    expect(wellFormed(target)).toBe([`${path}/`, ...(query ? [query] : [])].join('?'))
  })

  it.each(['/a.html', '/.html/', '/.htmlx', '/x?y=/.html', '/index.html', '/x%2f.html.'])(
    'with another end stays as it is: %s',
    (target) => expect(wellFormed(target)).toBe(target),
  )

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

describe('the absolute form', () => {
  const hosts = ['login.example.com', 'LOCALHOST:4321', undefined]

  it.each([
    ['http://login.example.com/demo/?a=/b', '/demo/?a=/b'],
    ['HTTPS://Login.Example.com//demo', '//demo'],
    ['http://localhost:4321', '/'],
    ['http://localhost:4321?a=1', '/?a=1'],
    ['http://login.example.com/%ff', '/%ff'],
  ])('%s of this server becomes %s', (target, path) => {
    expect(originForm(target, hosts)).toBe(path)
  })

  it.each([
    ...['/demo/', '*', '', 'demo', '//login.example.com/', 'ftp://login.example.com/'],
    ...['http://evil.example/', 'http://a@login.example.com/', 'http:///demo/'],
    ...['http://login.example.com:4321/', 'http://login.example.com.evil.example/'],
  ])('%j stays as it is', (target) => {
    expect(originForm(target, hosts)).toBe(target)
  })
})

describe('the Host header', () => {
  it('may be missing in HTTP/1.0 alone', () => {
    expect(hasValidHost({ httpVersion: '1.0', rawHeaders: [] })).toBe(true)
    expect(hasValidHost({ httpVersion: '1.1', rawHeaders: ['Accept', 'Host'] })).toBe(false)
  })

  it('comes once, under any spelling', () => {
    const once = ['accept', '*/*', 'hOsT', 'localhost']
    expect(hasValidHost({ httpVersion: '1.1', rawHeaders: once })).toBe(true)
    expect(hasValidHost({ httpVersion: '1.0', rawHeaders: [...once, 'HOST', 'localhost'] })).toBe(
      false,
    )
  })
})
