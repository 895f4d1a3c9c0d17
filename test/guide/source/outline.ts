import { type Language, languages, rootLanguage } from '../../../src/lib/i18n/languages.ts'
import { type SourcePage, projectFile, resolveImport } from './guide-pages.ts'
import {
  type PageAttribute,
  type PageNode,
  attributeText,
  isElement,
  lineOf,
  nodesIn,
  parsePage,
  textOf,
} from './page-tree.ts'

/** What has to be the same in both languages, besides the headings. */
export const kinds = ['code', 'component', 'inline', 'link', 'table', 'steps'] as const
export type Kind = (typeof kinds)[number]

/** One thing of a page in a form that does not depend on the language. */
export interface Part {
  readonly kind: Kind
  readonly text: string
  readonly line: number
}

/** A heading and what stands under it; the first one has no heading. */
export interface Section {
  readonly depth: number
  readonly title: string
  readonly line: number
  readonly parts: readonly Part[]
}

export interface Outline {
  readonly language: Language
  readonly slug: string
  readonly path: string
  readonly frontmatter: ReadonlyMap<string, string>
  readonly imports: readonly string[]
  readonly sections: readonly Section[]
}

/** Attributes that hold words, and so differ, or are left to a component's own default. */
export const wordAttributes: readonly string[] = [
  ...['title', 'label', 'alt', 'caption', 'description', 'summary', 'placeholder'],
  'aria-label',
]
// They serve the setting of a script, and another language has no use for them.
const typographic = new Set(['br', 'wbr', 'ruby', 'rt', 'rp'])

/** Reads of a page what its twin in the other language must have too. */
export function outlineOf(page: SourcePage): Outline {
  const root = parsePage(page.source)
  const imports = importsOf(root, page.path)
  const sections: (Section & { parts: Part[] })[] = [{ depth: 0, title: '', line: 1, parts: [] }]
  for (const node of nodesIn(root)) {
    const depth = depthOf(node)
    if (depth > 0) sections.push({ depth, title: textOf(node), line: lineOf(node), parts: [] })
    else sections.at(-1)?.parts.push(...partsOf(node, imports))
  }
  const { language, slug, path } = page
  const frontmatter = frontmatterOf(root)
  const files = [...new Set(imports.values())].sort()
  return { language, slug, path, frontmatter, imports: files, sections }
}

function depthOf(node: PageNode): number {
  if (node.type === 'heading') return node.depth ?? 1
  return isElement(node) ? Number(/^h([1-6])$/.exec(node.name ?? '')?.[1] ?? 0) : 0
}

/** Keys with a value on one line, quoted or not; no other is used by the guide. */
function frontmatterOf(root: PageNode): Map<string, string> {
  const yaml = root.children?.find(({ type }) => type === 'yaml')?.value ?? ''
  const lines = yaml.matchAll(/^([\w-]+):[ \t]*(.*)$/gm)
  return new Map([...lines].map(([, key = '', value = '']) => [key, unquote(value.trim())]))
}

function unquote(value: string): string {
  if (/^'.*'$/s.test(value)) return value.slice(1, -1).replaceAll("''", "'")
  return /^".*"$/s.test(value) ? (JSON.parse(value) as string) : value
}

/** Name in the page → what it stands for, with the reader's language taken out. */
export function importsOf(root: PageNode, path: string): Map<string, string> {
  const code = (root.children ?? []).filter(({ type }) => type === 'mdxjsEsm').map(textOf)
  const statements = code.join('\n').matchAll(/import\s+([^'"]+?)\s+from\s+['"]([^'"]+)['"]/g)
  const found = new Map<string, string>()
  for (const [, clause = '', specifier = ''] of statements) {
    const file = withoutLanguage(resolveImport(path, specifier))
    for (const name of clause.replace(/[{}]/g, '').split(',')) {
      const [imported = '', local] = name.trim().split(/\s+as\s+/)
      if (imported)
        found.set(local ?? imported, clause.includes('{') ? `${file}#${imported}` : file)
    }
  }
  return found
}

const tags = languages.join('|')
const taggedFile = new RegExp(String.raw`\.(?:${tags})(?=\.[^./]+$)`)
const catalogueFile = new RegExp(String.raw`/(?:${tags})\.json$`)

function withoutLanguage(file: string): string {
  return file.replace(taggedFile, '').replace(catalogueFile, '/*.json')
}

/** Imports of a page that exist in its own language, but are of another one. */
export function foreignImports({ language, path, source }: SourcePage): string[] {
  const files = [...source.matchAll(/^import\s[^'"]+?from\s+['"]([^'"?]+)/gm)].map(
    ([, specifier = '']) => resolveImport(path, specifier),
  )
  return files.flatMap((file) => {
    const own = fileIn(language, file)
    return own === file ? [] : [`${path}: imports ${file}, not ${own}`]
  })
}

/** The same file in a language: `main.ja.py` for `main.py`, where there is one. */
function fileIn(language: Language, file: string): string {
  if (catalogueFile.test(file)) return file.replace(catalogueFile, `/${language}.json`)
  const bare = file.replace(taggedFile, '')
  const tagged = bare.replace(/(?=\.[^./]+$)/, `.${language}`)
  return language !== rootLanguage && projectFile(tagged) !== undefined ? tagged : bare
}

function partsOf(node: PageNode, imports: ReadonlyMap<string, string>): Part[] {
  const part = (kind: Kind, text: string): Part[] => [{ kind, text, line: lineOf(node) }]
  if (node.type === 'code') return part('code', fenceText(node))
  if (node.type === 'link' || node.type === 'image') return part('link', node.url ?? '')
  if (node.type === 'table') return part('table', tableShape(node))
  if (node.type === 'list' && node.ordered) return part('steps', `${node.children?.length} steps`)
  if (/^mdx(?:Text|Flow)Expression$/.test(node.type)) return expressionPart(node)
  if (!isElement(node) || typographic.has(node.name ?? '')) return []
  const kind = node.type === 'mdxJsxFlowElement' ? 'component' : 'inline'
  return [...part(kind, elementText(node, imports)), ...linksOf(node)]
}

/** A fence of plain text in another language: what a program prints there, or a person reads. */
export const localText = 'text in the page’s language'

function fenceText({ lang, meta, value = '' }: PageNode): string {
  if (lang === 'text' && /[\p{L}--[A-Za-z]]/v.test(value)) return localText
  const flags = (meta ?? '').replace(/\btitle=(?:"[^"]*"|'[^']*')/, '').trim()
  return [lang ?? 'no language', flags, value].filter(Boolean).join(' ')
}

function tableShape({ children: rows = [] }: PageNode): string {
  return `${rows.length} rows, ${rows[0]?.children?.length ?? 0} columns`
}

function expressionPart(node: PageNode): Part[] {
  const text = (node.value ?? '').trim()
  if (/^\/\*[^]*\*\/$/.test(text)) return []
  return [{ kind: 'inline', text: `{${text}}`, line: lineOf(node) }]
}

const isLink = ({ name }: PageAttribute) => name === 'href' || name === 'src'

function elementText(node: PageNode, imports: ReadonlyMap<string, string>): string {
  const shown = (node.attributes ?? []).filter(
    (attribute) => !wordAttributes.includes(attribute.name ?? '') && !isLink(attribute),
  )
  const attributes = shown.map((attribute) => {
    const text = attributeText(attribute)
    const file = imports.get(text.replace(/^\{(.*)\}$/s, '$1').trim())
    return `${attribute.name ?? ''}=${file ?? text.replace(/\s+/g, ' ')}`
  })
  return `<${[node.name ?? '', ...attributes.sort()].join(' ')}>`
}

function linksOf(node: PageNode): Part[] {
  const links = (node.attributes ?? []).filter(isLink)
  return links.map((link) => ({ kind: 'link', text: attributeText(link), line: lineOf(node) }))
}
