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

  it('says what a file is, and of unknown ones that they are bytes', () => {
    expect(files.find('/')?.contentType).toBe('text/html;charset=utf-8')
    expect(files.find('/what.is-this')?.contentType).toBe('application/octet-stream')
  })
})
