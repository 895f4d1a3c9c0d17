import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inject } from 'light-my-request'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StaticFiles } from '../../../src/server/http/static-files.ts'

let root: string
let files: StaticFiles
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
  files = await StaticFiles.load(pathToFileURL(`${client}/`))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const get = (path: string, acceptEncoding = '') =>
  inject(
    (request, response) => {
      const file = files.find(path)
      if (file) files.serve(request, response, file)
      else response.writeHead(404).end()
    },
    { url: '/', headers: { 'accept-encoding': acceptEncoding } },
  )

describe('built files', () => {
  it.each([
    ['/', 'home'],
    ['/guide/', 'a guide of some length'],
    ['/guide', 'a guide of some length'],
    ['/guide/index.html', 'a guide of some length'],
    ['/index.html', 'home'],
    ['/gu%69de/', 'a guide of some length'],
    ['/archive.gz', 'a file that was one from the start'],
  ])('has one at %s', async (path, text) => {
    expect((await get(path)).body).toBe(text)
  })

  it.each([
    ...['/nothing', '/guide/index.html.br', '/guide/index.html/', '/guide//', '//', '/%'],
    ...['/../secret.txt', '/%2e%2e/secret.txt', '/guide/../../secret.txt', '/..%2fsecret.txt'],
  ])('has none at %s', (path) => {
    expect(files.find(path)).toBeUndefined()
  })

  it('gives the smallest variant first, each with a tag of its own', () => {
    const { variants = [] } = files.find('/guide/') ?? {}
    expect(variants.map(({ coding }) => coding)).toEqual(['br', 'gzip', 'identity'])
    expect(new Set(variants.map(({ etag }) => etag)).size).toBe(3)
  })

  it('tags the same content alike in every instance', async () => {
    const again = await StaticFiles.load(pathToFileURL(`${root}/client/`))
    const tag = (some: StaticFiles) => some.find('/')?.variants[0]?.etag
    expect(tag(again)).toMatch(/^"[\w-]{22}"$/)
    expect(tag(again)).toBe(tag(files))
  })

  it('says what a file is, and of unknown ones that they are bytes', async () => {
    const typeOf = async (path: string) => (await get(path)).headers['content-type']
    expect(await typeOf('/')).toBe('text/html;charset=utf-8')
    expect(await typeOf('/what.is-this')).toBe('application/octet-stream')
  })

  it('describes the smallest variant that is accepted', async () => {
    const { headers, body } = await get('/guide/', 'gzip, br')
    expect(body).toBe('short')
    expect(headers).toMatchObject({
      ...{ 'content-encoding': 'br', 'content-length': '5', 'cache-control': 'no-cache' },
      vary: 'Accept-Encoding',
    })
    expect((await get('/guide/', 'gzip')).headers['content-encoding']).toBe('gzip')
    expect((await get('/guide/')).headers['content-encoding']).toBeUndefined()
  })

  it('lets no cache ask again for a file whose name holds its hash', async () => {
    const ruleOf = async (path: string) => (await get(path)).headers['cache-control']
    expect(await ruleOf('/_astro/page.4f2a.css')).toBe('public, max-age=31536000, immutable')
    expect(await ruleOf('/what.is-this')).toBe('no-cache')
  })
})
