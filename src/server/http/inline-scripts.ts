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

  constructor(recorded: {
    readonly onDemand: readonly string[]
    readonly pages: Readonly<Record<string, PageScripts>>
  }) {
    this.#pages = new Map(Object.entries(recorded.pages))
    this.#onDemand = { scripts: recorded.onDemand, search: false }
  }

  static async load(file: URL): Promise<InlineScripts> {
    return new InlineScripts(JSON.parse(await readFile(file, 'utf8')))
  }

  /**
   * The scripts that may stand in line in the answer for a path. Where no page was built, one that
   * is rendered on demand may answer, which allows the least.
   * @param path of a built file, or as requested
   */
  of(path: string): PageScripts {
    const file = path.endsWith('/') ? `${path}index.html` : path
    return this.#pages.get(file) ?? this.#onDemand
  }
}
