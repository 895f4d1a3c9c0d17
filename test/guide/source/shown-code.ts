import { parse as parseToml } from 'smol-toml'
import ts from 'typescript'
import { type SourcePage, projectFile, resolveImport } from './guide-pages.ts'
import {
  type PageNode,
  attributeText,
  isElement,
  lineOf,
  nodesIn,
  parsePage,
  textOf,
} from './page-tree.ts'

/**
 * What a fence may carry behind its language: `wrong` marks an example that is wrong on purpose,
 * `message` one that travels between two programs and is not a file.
 */
export const marks: readonly string[] = ['wrong', 'message']

/** Languages whose code is run by a test where it comes from, and so is never pasted. */
const imported = new Set(['python', 'py', 'toml', 'ts', 'typescript', 'tsx', 'js', 'javascript'])
const commands = new Set(['sh', 'bash', 'shell', 'console'])

/** A piece of code that a page shows. */
export interface ShownCode {
  /** Where it stands, for a message. */
  readonly place: string
  readonly language: string
  readonly text: string
}

/** The fences of a page that are commands. */
export function shownCommandsOf({ path, source }: SourcePage): ShownCode[] {
  const fences = [...nodesIn(parsePage(source))].filter(({ type }) => type === 'code')
  return fences
    .filter(({ lang }) => commands.has(lang ?? ''))
    .map((fence) => ({
      place: `${path}:${lineOf(fence)}`,
      language: fence.lang ?? '',
      text: (fence.value ?? '').trim(),
    }))
}

/** What is wrong with the code in a page, in sentences. */
export function codeFaults(page: SourcePage): string[] {
  const root = parsePage(page.source)
  const found = [...nodesIn(root)].flatMap((node) => {
    const faults = node.type === 'code' ? fenceFaults(node) : componentFaults(node)
    return faults.map((fault) => `${page.path}:${lineOf(node)}: ${fault}`)
  })
  return [...found, ...importFaults(root, page.path)]
}

function fenceFaults({ lang, meta, value = '' }: PageNode): string[] {
  if (!lang) return ['a fence without a language']
  const marked = (meta ?? '').split(/\s+/).some((word) => marks.includes(word))
  if (marked) return []
  const error = parseError(lang, value)
  if (error !== undefined) return [`${lang} that does not parse: ${error}`]
  // A line of settings is an excerpt.
  const isExcerpt = lang === 'toml' && !value.includes('\n')
  if (imported.has(lang) && !isExcerpt) {
    return [
      `${lang} is pasted: import it from a file that runs, or mark the fence ${marks.join(' or ')}`,
    ]
  }
  return []
}

// `code` of <Code> may be anything but a text written there.
function componentFaults(node: PageNode): string[] {
  if (!isElement(node) || node.name !== 'Code') return []
  const text = (name: string) => {
    const attribute = node.attributes?.find((each) => each.name === name)
    return attribute === undefined ? '' : attributeText(attribute)
  }
  if (!imported.has(text('lang')) || /^\{\s*[\w$]/.test(text('code'))) return []
  return [`<Code lang="${text('lang')}"> holds pasted code: import it from a file that runs`]
}

/** Files that a page shows as they are. */
export function rawImportsOf(root: PageNode, path: string): string[] {
  const code = (root.children ?? []).filter(({ type }) => type === 'mdxjsEsm').map(textOf)
  const specifiers = code.join('\n').matchAll(/\bfrom\s+['"]([^'"]+)\?raw['"]/g)
  return [...specifiers].map(([, specifier = '']) => resolveImport(path, specifier))
}

function importFaults(root: PageNode, path: string): string[] {
  return rawImportsOf(root, path).flatMap((file) => {
    if (!/^(?:samples|src)\//.test(file))
      return [`${path}: ${file} is in neither samples/ nor src/`]
    const text = projectFile(file)
    if (text === undefined) return [`${path}: ${file} does not exist`]
    const error = parseError(languageOfFile(file), text)
    return error === undefined ? [] : [`${path}: ${file} does not parse: ${error}`]
  })
}

const languageOfFile = (file: string) => /\.(\w+)(?:\.example)?$/.exec(file)?.[1] ?? ''

/** Why a text is not of a language, or undefined where it is, or nobody here can tell. */
export function parseError(language: string, text: string): string | undefined {
  try {
    if (language === 'toml') parseToml(text)
    if (language === 'json') JSON.parse(text)
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : 'unknown'
  }
  return /^(?:[mc]?[jt]s|tsx|typescript|javascript)$/.test(language)
    ? scriptError(text, language)
    : undefined
}

function scriptError(text: string, language: string): string | undefined {
  const fileName = language === 'tsx' ? 'shown.tsx' : 'shown.ts'
  const { diagnostics = [] } = ts.transpileModule(text, { fileName, reportDiagnostics: true })
  const [first] = diagnostics
  return first && ts.flattenDiagnosticMessageText(first.messageText, ' ')
}
