import {
  type PageNode,
  attributeText,
  isElement,
  lineOf,
  nodesIn,
  parsePage,
} from '../guide/source/page-tree.ts'
import { wordAttributes } from '../guide/source/outline.ts'

/** A piece of prose as one line of Markdown: code and values stay code, links and weight stay. */
export interface Block {
  readonly text: string
  /** `sentences` ends with a full stop; a heading, a cell or a label need not. */
  readonly kind: 'sentences' | 'fragment'
  /** A line of the file, or a key of it. */
  readonly place: string
  /** Pages get their quotation marks from the site, messages have them as they are shown. */
  readonly source: 'page' | 'messages'
}

const blockTypes = new Set(['paragraph', 'heading', 'tableCell'])
const inlineTypes = new Set([
  ...['text', 'emphasis', 'strong', 'delete', 'link', 'inlineCode', 'image', 'break'],
  ...['mdxTextExpression', 'mdxJsxTextElement'],
])

/** The prose of a page, the words in its components included, its code left out. */
export function proseOfPage(source: string, format: 'mdx' | 'markdown'): Block[] {
  const root = parsePage(source, format)
  const [, description] = /^description:\s*['"]?(.*?)['"]?$/m.exec(source) ?? []
  const [, title] = /^title:\s*['"]?(.*?)['"]?$/m.exec(source) ?? []
  const head = [
    ...(title === undefined ? [] : [block(title, 'title')]),
    ...(description === undefined ? [] : [block(description, 'description')]),
  ]
  return [...head, ...blocksIn(root)]
}

/** The values of a file of messages; what is filled in later stands as code. */
export function proseOfMessages(json: string): Block[] {
  const messages = Object.entries(JSON.parse(json) as Record<string, string>)
  return messages.map(([key, text]) => ({
    ...block(text.replace(/\{\{(\w+)\}\}/g, '`$1`'), key),
    source: 'messages',
  }))
}

const fullStop = /[。.?？](?:[）)」”"*]*)$/
const politeEnd = /(?:です|ます|ません|でした|ました|ください)$/

/** Text with a full stop is sentences; so is a paragraph that has one inside or ought to have it. */
function block(text: string, place: string, isParagraph = false): Block {
  const line = text.replace(/\s+/g, ' ').trim()
  const ought = isParagraph && (line.includes('。') || politeEnd.test(line))
  const kind = ought || fullStop.test(line) ? 'sentences' : 'fragment'
  return { text: line, place, kind, source: 'page' }
}

function blocksIn(node: PageNode): Block[] {
  if (node.type === 'code' || node.name === 'FileTree') return []
  const words = isElement(node) ? wordsOf(node) : []
  if (isText(node)) {
    const place = `${lineOf(node)}`
    const own = block(written(node), place, node.type === 'paragraph')
    const isTerse = node.type === 'heading' || node.type === 'tableCell'
    return [...words, ...wordsBelow(node), isTerse ? { ...own, kind: 'fragment' } : own]
  }
  return [...words, ...(node.children ?? []).flatMap(blocksIn)]
}

/** A block of Markdown, or a component around bare words. */
function isText({ type, children = [] }: PageNode): boolean {
  if (blockTypes.has(type)) return true
  return (
    type === 'mdxJsxFlowElement' &&
    children.length > 0 &&
    children.every((child) => inlineTypes.has(child.type))
  )
}

function wordsBelow(node: PageNode): Block[] {
  return [...nodesIn(node)].flatMap((each) => {
    if (each.type === 'image') return [block(each.alt ?? '', `${lineOf(each)}`)]
    return each !== node && isElement(each) ? wordsOf(each) : []
  })
}

function wordsOf(node: PageNode): Block[] {
  const attributes = (node.attributes ?? []).filter(
    ({ name = '', value }) => wordAttributes.includes(name) && typeof value === 'string',
  )
  // The title of shown code is the name of its file.
  if (node.name === 'Code') return []
  return attributes.map((attribute) => block(attributeText(attribute), `${lineOf(node)}`))
}

/** A node as Markdown on one line. */
function written(node: PageNode): string {
  const inner = () => (node.children ?? []).map(written).join('')
  const writers: Record<string, () => string> = {
    text: () => node.value ?? '',
    inlineCode: () => `\`${node.value}\``,
    mdxTextExpression: () => `\`${node.value?.replaceAll('`', "'")}\``,
    strong: () => `**${inner()}**`,
    emphasis: () => `*${inner()}*`,
    link: () => `[${inner()}](x)`,
    image: () => '',
    break: () => ' ',
  }
  if (node.name === 'kbd' || node.name === 'code') return `\`${inner()}\``
  return (writers[node.type] ?? inner)()
}
