import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BuiltFiles } from '../../../src/server/files/built-files.ts'

let root: string
let files: BuiltFiles
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'genkan built files ü-'))
  const client = join(root, 'client')
  await mkdir(join(client, 'guide'), { recursive: true })
  await writeFile(join(root, 'secret.txt'), 'outside')
  await writeFile(join(client, 'index.html'), 'home')
  await writeFile(join(client, 'guide/index.html'), 'a guide of some length')
  await writeFile(join(client, 'guide/index.html.br'), 'short')
  await writeFile(join(client, 'guide/index.html.gz'), 'not so short')
  await writeFile(join(client, 'archive.gz'), 'a file that was one from the start')
  await writeFile(join(client, 'what.is-this'), '?')
  await mkdir(join(client, '_astro'))
  await writeFile(join(client, '_astro/page.4f2a.css'), 'a {}')
  files = await BuiltFiles.load(pathToFileURL(`${client}/`))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const plain = (path: string) =>
  files.find(path)?.representations.find(({ coding }) => coding === 'identity')?.content

describe('built files', () => {
  it.each([
    ['/', 'home'],
    ['/guide/', 'a guide of some length'],
    ['/guide', 'a guide of some length'],
    ['/guide/index.html', 'a guide of some length'],
    ['/index.html', 'home'],
    ['/gu%69de/', 'a guide of some length'],
    ['/archive.gz', 'a file that was one from the start'],
  ])('has one at %s', (path, text) => {
    expect(plain(path)).toBe(text)
  })

  it.each([
    ...['/nothing', '/guide/index.html.br', '/guide/index.html/', '/guide//', '//', '/%'],
    ...['/../secret.txt', '/%2e%2e/secret.txt', '/guide/../../secret.txt', '/..%2fsecret.txt'],
  ])('has none at %s', (path) => {
    expect(files.find(path)).toBeUndefined()
  })

  it('gives the smallest form first, each with a tag of its own', () => {
    const { representations = [] } = files.find('/guide/') ?? {}
    expect(representations.map(({ coding }) => coding)).toEqual(['br', 'gzip', 'identity'])
    expect(new Set(representations.map(({ etag }) => etag)).size).toBe(3)
  })

  it('tags the same content alike in every instance', async () => {
    const again = await BuiltFiles.load(pathToFileURL(`${root}/client/`))
    const tag = (some: BuiltFiles) => some.find('/')?.representations[0]?.etag
    expect(tag(again)).toMatch(/^"[\w-]{22}"$/)
    expect(tag(again)).toBe(tag(files))
  })

  const headersOf = (path: string) => files.find(path)?.representations[0]?.headers

  it('says what a file is, and of unknown ones that they are bytes', () => {
    const typeOf = (path: string) => fieldsOf(headersOf(path)?.withContent).get('content-type')
    expect(typeOf('/')).toBe('text/html;charset=utf-8')
    expect(typeOf('/what.is-this')).toBe('application/octet-stream')
  })

  it('describes the smallest form, and leaves out what it is where it is known', () => {
    const { withContent, notModified } = headersOf('/guide/') ?? {}
    expect(Object.fromEntries(fieldsOf(withContent))).toMatchObject({
      ...{ 'content-encoding': 'br', 'content-length': '5', 'cache-control': 'no-cache' },
      vary: 'Accept-Encoding',
    })
    expect([...fieldsOf(notModified).keys()]).toEqual(['cache-control', 'etag', 'vary'])
  })

  it('lets no cache look at a file again whose name holds its hash', () => {
    const ruleOf = (path: string) => fieldsOf(headersOf(path)?.notModified).get('cache-control')
    expect(ruleOf('/_astro/page.4f2a.css')).toBe('public, max-age=31536000, immutable')
    expect(ruleOf('/what.is-this')).toBe('no-cache')
  })
})

/** @param list names and values in turn */
function fieldsOf(list: readonly string[] = []): Headers {
  const pairs = list.flatMap((name, at): [string, string][] =>
    at % 2 === 0 ? [[name, list[at + 1] ?? '']] : [],
  )
  return new Headers(pairs)
}
