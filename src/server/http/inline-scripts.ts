import { readFile } from 'node:fs/promises'

interface PageScripts {
  /** CSP sources, `'sha256-…'`. */
  readonly scripts: readonly string[]
  /** Whether the page can be searched from. */
  readonly search: boolean
}

/** What the build recorded of its pages, `dist/inline-scripts.json`. */
export class InlineScripts {
  readonly #pages: ReadonlyMap<string, PageScripts>
  readonly #onDemand: PageScripts
  readonly #files: ReadonlySet<string>

  constructor(recorded: {
    readonly onDemand: readonly string[]
    readonly pages: Readonly<Record<string, PageScripts>>
    readonly files?: readonly string[]
  }) {
    this.#pages = new Map(Object.entries(recorded.pages))
    this.#files = new Set(recorded.files)
    this.#onDemand = { scripts: recorded.onDemand, search: false }
  }

  static async load(file: URL): Promise<InlineScripts> {
    return new InlineScripts(JSON.parse(await readFile(file, 'utf8')))
  }

  /** Whether a path, to the letter, is that of a built file which is no page. */
  isFile(pathname: string): boolean {
    return this.#files.has(pathname)
  }

  /**
   * The scripts that may stand in line in the answer for a path. One that is not found as a file
   * is taken for a page rendered on demand, which allows the least.
   */
  of(pathname: string): PageScripts {
    const path = decoded(pathname).replace(/\/$/, '')
    const built = [path, `${path}.html`, `${path}/index.html`].map((name) => this.#pages.get(name))
    return built.find((page) => page !== undefined) ?? this.#onDemand
  }
}

// As the file server does it: the two must not read one path in two ways.
function decoded(pathname: string): string {
  try {
    return decodeURI(pathname)
  } catch {
    return pathname
  }
}
