import { markdownToMdast, mdxToMdast } from 'satteri'

/** What of a node of Markdown's syntax tree (mdast, with its MDX extension) is looked at here. */
export interface PageNode {
  readonly type: string
  readonly children?: readonly PageNode[]
  readonly value?: string
  /** Of a heading. */
  readonly depth?: number
  /** Of a link or an image. */
  readonly url?: string
  readonly alt?: string | null
  /** Of a fence: the word after the three backticks, and what follows it. */
  readonly lang?: string | null
  readonly meta?: string | null
  /** Of an element or a component. */
  readonly name?: string | null
  readonly attributes?: readonly PageAttribute[]
  /** Of a list. */
  readonly ordered?: boolean | null
  readonly position?: { readonly start: { readonly line: number } }
}

export interface PageAttribute {
  readonly type: string
  readonly name?: string
  /** A string, an expression, or nothing where the name alone stands there. */
  readonly value?: string | { readonly value: string } | null
}

/** Reads a page with the parser that builds the site. */
export function parsePage(source: string, format: 'mdx' | 'markdown' = 'mdx'): PageNode {
  const parse = format === 'mdx' ? mdxToMdast : markdownToMdast
  return parse(source) as unknown as PageNode
}

export const lineOf = (node: PageNode) => node.position?.start.line ?? 0

/** Every node below one, itself included, in the order of the text. */
export function* nodesIn(node: PageNode): Generator<PageNode> {
  yield node
  for (const child of node.children ?? []) yield* nodesIn(child)
}

/** The words of a node, as they stand in a heading: expressions by their source. */
export function textOf(node: PageNode): string {
  if (node.value !== undefined) return node.value
  return (node.children ?? []).map(textOf).join('')
}

export const isElement = ({ type }: PageNode) =>
  type === 'mdxJsxFlowElement' || type === 'mdxJsxTextElement'

/** The value of an attribute as text: a string as it is, an expression in braces. */
export function attributeText({ value }: PageAttribute): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : `{${value.value}}`
}
