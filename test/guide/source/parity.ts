import {
  type Language,
  languageOfPath,
  languages,
  pathWithoutLanguage,
  rootLanguage,
} from '../../../src/lib/i18n/languages.ts'
import { type Kind, type Outline, type Part, type Section, kinds, localText } from './outline.ts'

/** The order of words differs between the languages, so these may change places in a section. */
const unordered: readonly Kind[] = ['inline', 'link']

/** Of a description, in characters: a Japanese one says more than a letter. */
const lengthIn = (language: Language) =>
  language === 'ja' ? { least: 30, most: 120 } : { least: 50, most: 170 }

/** What one page lacks by itself, in sentences. */
export function frontmatterFaults({ language, path, frontmatter }: Outline): string[] {
  const value = (key: string) => frontmatter.get(key) ?? ''
  const faults = ['title', 'description', 'lastUpdated']
    .filter((key) => value(key) === '' || /^[>|]/.test(value(key)))
    .map((key) => `the frontmatter has no ${key} on one line`)
  const { least, most } = lengthIn(language)
  const length = [...value('description')].length
  if (length < least || length > most) {
    faults.push(`the description has ${length} characters; ${least} to ${most} are wanted`)
  }
  return faults.map((fault) => `${path}: ${fault}`)
}

/** Pages that do not exist in every language. */
export function lonelyPages(outlines: readonly Outline[]): string[] {
  const paths = new Map(outlines.map((page) => [`${page.language} ${page.slug}`, page.path]))
  const slugs = new Map(outlines.map(({ slug, path }) => [slug, path]))
  return [...slugs].flatMap(([slug, path]) =>
    languages
      .filter((language) => !paths.has(`${language} ${slug}`))
      .map(
        (language) => `${paths.get(`${rootLanguage} ${slug}`) ?? path}: has no twin in ${language}`,
      ),
  )
}

/** Where a page in the language at the root and its twin differ in anything but words. */
export function differences(root: Outline, twin: Outline, all: readonly Outline[]): string[] {
  const name = root.slug
  const date = (page: Outline) => page.frontmatter.get('lastUpdated') ?? 'none'
  const pair = [root, twin] as const
  const found = [
    ...firstDifference(`${name}: lastUpdated`, pair, [date(root)], [date(twin)]),
    ...firstDifference(`${name}: imports`, pair, root.imports, twin.imports),
  ]
  const headings = headingDifference(root, twin)
  // Without the same headings nothing below them can be compared.
  if (headings !== undefined) return [...found, headings]
  for (const [index, section] of root.sections.entries()) {
    const other = twin.sections[index]
    if (other !== undefined) found.push(...sectionDifferences(pair, [section, other], all))
  }
  return found
}

type Pair<Of> = readonly [root: Of, twin: Of]

const mark = ({ depth, title, line }: Section) => `${'#'.repeat(depth)} ${title} (line ${line})`

function headingDifference(root: Outline, twin: Outline): string | undefined {
  const count = Math.max(root.sections.length, twin.sections.length)
  for (let index = 1; index < count; index += 1) {
    const [one, other] = [root.sections[index], twin.sections[index]]
    if (one?.depth === other?.depth) continue
    const has = ({ language }: Outline, section: Section | undefined) =>
      `${language} has ${section === undefined ? 'nothing more' : mark(section)}`
    return `${root.slug}: heading ${index}: ${has(root, one)}, ${has(twin, other)}`
  }
  return undefined
}

function sectionDifferences(
  pages: Pair<Outline>,
  [section, other]: Pair<Section>,
  all: readonly Outline[],
): string[] {
  const [root, twin] = pages
  const where =
    section.depth === 0 ? 'before the first heading' : `“${section.title}” / “${other.title}”`
  return kinds.flatMap((kind) => {
    const texts = (page: Outline, { parts }: Section) => {
      const found = parts.filter((part) => part.kind === kind)
      const list = found.map((part) => comparable(part, page, all))
      return unordered.includes(kind) ? list.sort() : list
    }
    const what = `${root.slug}: ${where}: ${kind}`
    return firstDifference(what, pages, texts(root, section), texts(twin, other))
  })
}

function firstDifference(
  what: string,
  [root, twin]: Pair<Outline>,
  inRoot: readonly string[],
  inTwin: readonly string[],
): string[] {
  const count = Math.max(inRoot.length, inTwin.length)
  for (let index = 0; index < count; index += 1) {
    if (isSame(inRoot[index], inTwin[index])) continue
    const has = ({ language }: Outline, text: string | undefined) =>
      `${language} has ${text ?? 'nothing more'}`
    return [`${what}: ${has(root, inRoot[index])}, ${has(twin, inTwin[index])}`]
  }
  return []
}

const isSame = (inRoot: string | undefined, inTwin: string | undefined) =>
  inRoot === inTwin || (inTwin === localText && inRoot?.startsWith('text ') === true)

function comparable({ kind, text }: Part, page: Outline, all: readonly Outline[]): string {
  return kind === 'link' ? linkTarget(text, page, all) : text
}

/** Where a link leads, without the language: a heading by its number on its page. */
function linkTarget(url: string, page: Outline, all: readonly Outline[]): string {
  if (/^https?:/.test(url)) return url.replace(/[?&]hl=[\w-]+/, '')
  const [path = '', anchor] = decodeURI(url).split('#')
  const local = languageOfPath(path) === page.language ? pathWithoutLanguage(path) : path
  if (anchor === undefined) return local
  const slug = path === '' ? page.slug : local.replace(/^\/|\/$/g, '')
  const target = all.find((other) => other.language === page.language && other.slug === slug)
  const number = target === undefined ? -1 : headingIds(target).indexOf(anchor)
  return `${path === '' ? '' : local}#${number < 0 ? anchor : `heading ${number}`}`
}

/** The ids that the site gives to the headings of a page, in order; the first is of none. */
export function headingIds({ sections }: Outline): string[] {
  const used = new Map<string, number>()
  return sections.map(({ depth, title }) => {
    if (depth === 0) return ''
    const id = title
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-')
    const before = used.get(id) ?? 0
    used.set(id, before + 1)
    return before === 0 ? id : `${id}-${before}`
  })
}
