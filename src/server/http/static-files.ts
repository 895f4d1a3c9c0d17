import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lookup } from 'mrmime'
import Negotiator from 'negotiator'
import send from 'send'

/** One file on disk: as built, or precompressed. */
interface Variant {
  /** Path below the folder. */
  readonly name: string
  /** Content coding (RFC 9110, 8.4.1). */
  readonly coding: 'br' | 'gzip' | 'identity'
  /** Bytes. */
  readonly size: number
  /** Strong (RFC 9110, 8.8.3): a hash of the bytes, so that all instances of one build agree. */
  readonly etag: string
}

/** A static file with its precompressed variants. */
export interface StaticFile {
  /** URL path, without `index.html`: `/guide/`. */
  readonly path: string
  readonly contentType: string
  /** The smallest first. */
  readonly variants: readonly Variant[]
}

const extensions = { '.br': 'br', '.gz': 'gzip' } as const
const index = /\/index\.html$/
// Astro puts a hash of the content into these names: the file behind a name never changes.
const immutable = 'public, max-age=31536000, immutable'

/**
 * Static file server over `send`. Paths are looked up in a list made at start, so a request never
 * reaches another file (path traversal).
 */
export class StaticFiles {
  readonly #root: string
  readonly #files: ReadonlyMap<string, StaticFile>

  private constructor(root: string, files: readonly StaticFile[]) {
    this.#root = root
    this.#files = new Map(files.map((file) => [file.path, file]))
  }

  /** @param folder of the built files, ending in a slash */
  static async load(folder: URL): Promise<StaticFiles> {
    const root = fileURLToPath(folder)
    const entries = await readdir(root, { recursive: true, withFileTypes: true })
    const names = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll(sep, '/'))
    const all = new Set(names)
    const files: StaticFile[] = []
    // One after the other: all at once would take a file descriptor each.
    for (const name of names) {
      if (!isCompressed(name, all)) files.push(await readStatic(root, name, all))
    }
    return new StaticFiles(root, files)
  }

  /**
   * Looks a file up, without a redirect to the slash.
   * @param pathname of a request, as sent
   * @returns the file at this path, or at the path with a slash behind it
   */
  find(pathname: string): StaticFile | undefined {
    return this.#at(pathname) ?? (pathname.includes('%') ? this.#at(decoded(pathname)) : undefined)
  }

  /**
   * Serves a file: GET and HEAD (RFC 9110, 9.3), content coding (12.5.3), conditional requests
   * (13.1.2). Other methods get 405.
   */
  serve(request: IncomingMessage, response: ServerResponse, file: StaticFile): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Length': '0' }).end()
      return
    }
    // `send` skips the conditional request (304) where the client sends `no-cache`.
    delete request.headers['cache-control']
    const variant = negotiate(request, file)
    response.setHeader('Content-Type', file.contentType)
    response.setHeader('ETag', variant.etag)
    response.setHeader('Cache-Control', file.path.startsWith('/_astro/') ? immutable : 'no-cache')
    if (file.variants.length > 1) response.setHeader('Vary', 'Accept-Encoding')
    if (variant.coding !== 'identity') response.setHeader('Content-Encoding', variant.coding)
    send(request, encodeURI(`/${variant.name}`), {
      root: this.#root,
      acceptRanges: false,
      cacheControl: false,
      lastModified: false,
      dotfiles: 'allow',
    })
      .on('error', () => response.destroy())
      .pipe(response)
  }

  #at(path: string): StaticFile | undefined {
    const known = this.#files.get(path)
    if (known || path.endsWith('/')) return known
    return this.#files.get(path.endsWith('/index.html') ? path.replace(index, '/') : `${path}/`)
  }
}

/** Content negotiation: the smallest variant that the client accepts, else the plain one. */
function negotiate({ headers }: IncomingMessage, { variants }: StaticFile): Variant {
  const accepted = new Negotiator({ headers }).encodings(variants.map(({ coding }) => coding))
  const chosen =
    variants.find(({ coding }) => accepted.includes(coding)) ??
    variants.find(({ coding }) => coding === 'identity')
  if (!chosen) throw new Error('A static file has no plain variant')
  return chosen
}

function isCompressed(name: string, all: ReadonlySet<string>): boolean {
  return Object.keys(extensions).some(
    (extension) => name.endsWith(extension) && all.has(name.slice(0, -extension.length)),
  )
}

async function readStatic(
  root: string,
  name: string,
  all: ReadonlySet<string>,
): Promise<StaticFile> {
  const compressed = Object.entries(extensions).filter(([extension]) => all.has(name + extension))
  const variants = await Promise.all([
    readVariant(root, name, 'identity'),
    ...compressed.map(([extension, coding]) => readVariant(root, name + extension, coding)),
  ])
  return {
    path: `/${name}`.replace(index, '/'),
    contentType: contentType(name),
    variants: variants.sort((one, other) => one.size - other.size),
  }
}

async function readVariant(
  root: string,
  name: string,
  coding: Variant['coding'],
): Promise<Variant> {
  const content = await readFile(join(root, name))
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22)
  return { name, coding, size: content.length, etag: `"${hash}"` }
}

function contentType(name: string): string {
  const type = lookup(name) ?? 'application/octet-stream'
  return type === 'text/html' ? `${type};charset=utf-8` : type
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
