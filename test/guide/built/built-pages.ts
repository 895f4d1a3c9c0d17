import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const client = fileURLToPath(new URL('../../../dist/client/', import.meta.url))

/** The paths of the pages that the build wrote. */
export function builtPaths(): string[] {
  const names = globSync('**/index.html', { cwd: client })
  return names.map((name) => `/${name.replaceAll('\\', '/').replace(/index\.html$/, '')}`).sort()
}

/** The path of a page in the other language. */
export function twinOf(path: string): string {
  return path.startsWith('/ja/') ? path.slice('/ja'.length) : `/ja${path}`
}
