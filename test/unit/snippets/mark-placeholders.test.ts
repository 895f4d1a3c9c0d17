import { describe, expect, it } from 'vitest'
import { type MarkupNode, markPlaceholders } from '../../../src/lib/snippets/mark-placeholders.ts'
import { placeholdersIn } from '../../../src/lib/snippets/placeholders.ts'

const text = (value: string): MarkupNode => ({ type: 'text', value })
const span = (...children: MarkupNode[]): MarkupNode => ({
  type: 'element',
  tagName: 'span',
  children,
})

/** A line as text, with `<setting|…>` around marks and `[…]` around other elements. */
function shown({ value = '', children = [], properties }: MarkupNode, isRoot = true): string {
  const inside = value + children.map((child) => shown(child, false)).join('')
  const setting = properties?.['data-setting']
  if (typeof setting === 'string') return `<${setting}|${inside}>`
  return isRoot || children.length === 0 ? inside : `[${inside}]`
}

function marked(...children: MarkupNode[]): string {
  const line = { type: 'element', tagName: 'div', children }
  const code = shown(line).replace(/[[\]]/g, '')
  markPlaceholders(line, placeholdersIn(code))
  return shown(line)
}

describe('markPlaceholders', () => {
  it.each([
    ['a token', [span(text('YOUR_CLIENT_ID'))], '[<clientId|YOUR_CLIENT_ID>]'],
    [
      'the middle of a token',
      [span(text('id = ')), span(text('"YOUR_CLIENT_ID"'))],
      '[id = ]["<clientId|YOUR_CLIENT_ID>"]',
    ],
    [
      'several tokens',
      [span(text('= "YOUR')), span(text('_CLIENT')), span(text('_ID" # x'))],
      '[= "<clientId|YOUR_CLIENT_ID>][][" # x]',
    ],
    [
      'two in one token',
      [span(text('YOUR_CLIENT_ID, YOUR_CLIENT_SECRET'))],
      '[<clientId|YOUR_CLIENT_ID>, <clientSecret|YOUR_CLIENT_SECRET>]',
    ],
    ['nothing', [span(text('plain')), text('\n')], '[plain]\n'],
  ])('marks %s', (_name, children, expected) => {
    expect(marked(...children)).toBe(expected)
  })
})
