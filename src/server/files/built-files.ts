import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lookup } from 'mrmime'
import type { Coding } from '../http/content-coding.ts'
import { type FileHeaders, fileHeaders } from './file-headers.ts'

/** One form of a file, as it goes over the wire. */
export interface Representation {
  readonly coding: Coding
  /** The bytes, one character each: Node sends a text together with the headers in one write. */
  readonly content: string
  /** Strong: made of the bytes, so that all instances of one build give the same. */
  readonly etag: string
  readonly headers: FileHeaders
}

export interface BuiltFile {
  /** Path at which the file is, without the name of an index: `/guide/`. */
  readonly path: string
  /** The smallest form first. */
  readonly representations: readonly Representation[]
}

const codings = { '.br': 'br', '.gz': 'gzip' } as const
const index = /\/index\.html$/

/**
 * Everything that was built ahead, in memory: a few megabytes. A path is looked up among those that
 * exist and never reaches the file system.
 */
export class BuiltFiles {
  readonly #files: ReadonlyMap<string, BuiltFile>

  constructor(files: Iterable<BuiltFile>) {
    this.#files = new Map([...files].map((file) => [file.path, file]))
  }

  /** @param folder of the built files, with a slash at its end */
  static async load(folder: URL): Promise<BuiltFiles> {
    const root = fileURLToPath(folder)
    const entries = await readdir(root, { recursive: true, withFileTypes: true })
    const names = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll(sep, '/'))
    const all = new Set(names)
    const files = names.filter((name) => !isCompressed(name, all))
    return new BuiltFiles(await Promise.all(files.map((name) => loadFile(name, all, root))))
  }

  /**
   * @param pathname of a request, as sent
   * @returns the file at this path, or at the path with a slash behind it
   */
  find(pathname: string): BuiltFile | undefined {
    return this.#at(pathname) ?? (pathname.includes('%') ? this.#at(decoded(pathname)) : undefined)
  }

  #at(path: string): BuiltFile | undefined {
    const known = this.#files.get(path)
    if (known || path.endsWith('/')) return known
    return this.#files.get(path.endsWith('/index.html') ? path.replace(index, '/') : `${path}/`)
  }
}

function isCompressed(name: string, all: ReadonlySet<string>): boolean {
  return Object.keys(codings).some(
    (end) => name.endsWith(end) && all.has(name.slice(0, -end.length)),
  )
}

async function loadFile(name: string, all: ReadonlySet<string>, root: string): Promise<BuiltFile> {
  const forms: [string, Coding][] = [[name, 'identity']]
  for (const [end, coding] of Object.entries(codings)) {
    if (all.has(name + end)) forms.push([name + end, coding])
  }
  const path = `/${name}`.replace(index, '/')
  const common = { path, contentType: contentType(name), isOneOfSeveral: forms.length > 1 }
  const representations = await Promise.all(
    forms.map(async ([file, coding]) => {
      const body = await readFile(join(root, file))
      const etag = etagOf(body)
      const headers = fileHeaders({ ...common, coding, length: body.length, etag })
      return { coding, content: body.toString('latin1'), etag, headers }
    }),
  )
  return {
    path,
    representations: representations.sort(
      (one, other) => one.content.length - other.content.length,
    ),
  }
}

function contentType(name: string): string {
  const type = lookup(name) ?? 'application/octet-stream'
  return type === 'text/html' ? `${type};charset=utf-8` : type
}

function etagOf(body: Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
