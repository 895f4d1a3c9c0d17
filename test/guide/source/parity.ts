import { type Kind, type Outline, type Part, type Section, japaneseText, kinds } from './outline.ts'

/** The order of words differs between the languages, so these may change places in a section. */
const unordered: readonly Kind[] = ['inline', 'link']

const lengths = { en: { least: 50, most: 170 }, ja: { least: 30, most: 120 } }

/** What one page lacks by itself, in sentences. */
export function frontmatterFaults({ language, path, frontmatter }: Outline): string[] {
  const value = (key: string) => frontmatter.get(key) ?? ''
  const faults = ['title', 'description', 'lastUpdated']
    .filter((key) => value(key) === '' || /^[>|]/.test(value(key)))
    .map((key) => `the frontmatter has no ${key} on one line`)
  const { least, most } = lengths[language]
  const length = [...value('description')].length
  if (length < least || length > most) {
    faults.push(`the description has ${length} characters; ${least} to ${most} are wanted`)
  }
  return faults.map((fault) => `${path}: ${fault}`)
}

/** Pages that exist in one language only. */
export function lonelyPages(outlines: readonly Outline[]): string[] {
  const places = new Set(outlines.map(({ language, slug }) => `${language} ${slug}`))
  return outlines
    .filter(({ language, slug }) => !places.has(`${language === 'en' ? 'ja' : 'en'} ${slug}`))
    .map(({ path, language }) => `${path}: has no twin in ${language === 'en' ? 'ja' : 'en'}`)
}

/** Where the two languages of one page differ in anything but words. */
export function differences(en: Outline, ja: Outline, all: readonly Outline[]): string[] {
  const name = en.slug
  const date = (page: Outline) => page.frontmatter.get('lastUpdated') ?? 'none'
  const found: string[] = []
  if (date(en) !== date(ja)) found.push(`${name}: lastUpdated: en ${date(en)}, ja ${date(ja)}`)
  found.push(...firstDifference(`${name}: imports`, en.imports, ja.imports))
  const headings = headingDifference(en, ja)
  // Without the same headings nothing below them can be compared.
  if (headings !== undefined) return [...found, headings]
  for (const [index, section] of en.sections.entries()) {
    const twin = ja.sections[index]
    if (twin !== undefined) found.push(...sectionDifferences(en, section, ja, twin, all))
  }
  return found
}

const mark = ({ depth, title, line }: Section) => `${'#'.repeat(depth)} ${title} (line ${line})`

function headingDifference(en: Outline, ja: Outline): string | undefined {
  const count = Math.max(en.sections.length, ja.sections.length)
  for (let index = 1; index < count; index += 1) {
    const [one, other] = [en.sections[index], ja.sections[index]]
    if (one?.depth === other?.depth) continue
    const inEnglish = one === undefined ? 'nothing more' : mark(one)
    const inJapanese = other === undefined ? 'nothing more' : mark(other)
    return `${en.slug}: heading ${index}: en has ${inEnglish}, ja has ${inJapanese}`
  }
  return undefined
}

function sectionDifferences(
  en: Outline,
  section: Section,
  ja: Outline,
  twin: Section,
  all: readonly Outline[],
): string[] {
  const where =
    section.depth === 0 ? 'before the first heading' : `“${section.title}” / “${twin.title}”`
  return kinds.flatMap((kind) => {
    const texts = (page: Outline, { parts }: Section) => {
      const found = parts.filter((part) => part.kind === kind)
      const list = found.map((part) => comparable(part, page, all))
      return unordered.includes(kind) ? list.sort() : list
    }
    return firstDifference(`${en.slug}: ${where}: ${kind}`, texts(en, section), texts(ja, twin))
  })
}

function firstDifference(what: string, en: readonly string[], ja: readonly string[]): string[] {
  const count = Math.max(en.length, ja.length)
  for (let index = 0; index < count; index += 1) {
    if (isSame(en[index], ja[index])) continue
    const show = (text: string | undefined) => text ?? 'nothing more'
    return [`${what}: en has ${show(en[index])}, ja has ${show(ja[index])}`]
  }
  return []
}

const isSame = (en: string | undefined, ja: string | undefined) =>
  en === ja || (ja === japaneseText && en?.startsWith('text ') === true)

function comparable({ kind, text }: Part, page: Outline, all: readonly Outline[]): string {
  return kind === 'link' ? linkTarget(text, page, all) : text
}

/** Where a link leads, without the language: a heading by its number on its page. */
function linkTarget(url: string, page: Outline, all: readonly Outline[]): string {
  if (/^https?:/.test(url)) return url.replace(/[?&]hl=[\w-]+/, '')
  const [path = '', anchor] = decodeURI(url).split('#')
  const local = page.language === 'ja' ? path.replace(/^\/ja(?=\/)/, '') : path
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
