import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type Language,
  languageOfPath,
  languages,
  localizedPath,
  pathWithoutLanguage,
} from '../../../src/lib/i18n/languages.ts'

const client = fileURLToPath(new URL('../../../dist/client/', import.meta.url))

/** The paths of the pages that the build wrote. */
export function builtPaths(): string[] {
  const names = globSync('**/index.html', { cwd: client })
  return names.map((name) => `/${name.replaceAll('\\', '/').replace(/index\.html$/, '')}`).sort()
}

/** The paths of a page in the other languages. */
export function twinsOf(path: string): { language: Language; path: string }[] {
  const others = languages.filter((language) => language !== languageOfPath(path))
  return others.map((language) => ({
    language,
    path: localizedPath(pathWithoutLanguage(path), language),
  }))
}
