import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type Language,
  languageOfPath,
  pathWithoutLanguage,
} from '../../../src/lib/i18n/languages.ts'

export interface SourcePage {
  readonly language: Language
  /** The path in the English tree without slashes at the ends: `guide/streamlit`, `guide`. */
  readonly slug: string
  /** From the root of the project. */
  readonly path: string
  readonly source: string
}

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url))
const docs = 'src/content/docs'

/** Every page of the guide as it is written. */
export function guidePages(): SourcePage[] {
  const names = globSync('**/*.{md,mdx}', { cwd: projectRoot + docs })
  return names.map((name) => {
    const path = posix.join(docs, name.replaceAll('\\', '/'))
    const source = readFileSync(projectRoot + path, 'utf8')
    return { ...placeOf(path), path, source }
  })
}

function placeOf(path: string): Pick<SourcePage, 'language' | 'slug'> {
  const place = path.slice(docs.length).replace(/(?:\/index)?\.mdx?$/, '')
  return { language: languageOfPath(place), slug: pathWithoutLanguage(place).slice(1) }
}

/** The file that a page means, from the root of the project, with `?raw` and the like kept. */
export function resolveImport(pagePath: string, specifier: string): string {
  if (specifier.startsWith('~samples/')) return `samples/${specifier.slice('~samples/'.length)}`
  if (specifier.startsWith('~/')) return `src/${specifier.slice(2)}`
  if (specifier.startsWith('.')) return posix.join(posix.dirname(pagePath), specifier)
  return specifier
}

/** The text of a file of the project, or undefined where there is none. */
export function projectFile(path: string): string | undefined {
  try {
    return readFileSync(projectRoot + path, 'utf8')
  } catch {
    return undefined
  }
}
