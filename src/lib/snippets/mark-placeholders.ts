import type { Placeholder } from './placeholders.ts'

/** A node of a document tree (hast), as far as it is needed here. */
export interface MarkupNode {
  type: string
  value?: string
  tagName?: string
  properties?: Record<string, unknown>
  children?: MarkupNode[]
}

interface Leaf {
  readonly parent: MarkupNode
  readonly node: MarkupNode
  readonly start: number
}

/**
 * Wraps the placeholders of a line of highlighted code in `<span data-setting>`. A placeholder that
 * the highlighter split into several tokens is joined in the first one.
 * @param line changed in place
 * @param placeholders of this line, by their position in its text
 */
export function markPlaceholders(line: MarkupNode, placeholders: readonly Placeholder[]): void {
  // Positions stay valid: the text does not change.
  for (const placeholder of placeholders) mark(line, placeholder)
}

function mark(line: MarkupNode, { start, end, setting }: Placeholder): void {
  const leaves = leavesOf(line, 0).filter(
    (leaf) => leaf.start < end && start < leaf.start + lengthOf(leaf.node),
  )
  const text = leaves.map(({ node }) => node.value).join('')
  const [first, ...others] = leaves
  if (first === undefined) return
  const offset = start - first.start
  for (const leaf of others) leaf.node.value = leaf.node.value?.slice(end - leaf.start) ?? ''
  const whole = text.slice(offset, offset + end - start)
  const span: MarkupNode = {
    type: 'element',
    tagName: 'span',
    properties: { 'data-setting': setting },
    children: [{ type: 'text', value: whole }],
  }
  const pieces = [
    { type: 'text', value: first.node.value?.slice(0, offset) ?? '' },
    span,
    { type: 'text', value: first.node.value?.slice(offset + whole.length) ?? '' },
  ].filter((node) => node.type !== 'text' || node.value !== '')
  const siblings = first.parent.children ?? []
  siblings.splice(siblings.indexOf(first.node), 1, ...pieces)
}

function leavesOf(parent: MarkupNode, offset: number): Leaf[] {
  let start = offset
  return (parent.children ?? []).flatMap((node) => {
    const here = start
    start += lengthOf(node)
    return node.type === 'text' ? [{ parent, node, start: here }] : leavesOf(node, here)
  })
}

function lengthOf(node: MarkupNode): number {
  if (node.type === 'text') return node.value?.length ?? 0
  return (node.children ?? []).reduce((sum, child) => sum + lengthOf(child), 0)
}
