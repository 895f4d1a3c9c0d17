import { expect, it } from 'vitest'
import { withClasses } from '../../../src/config/code-inks.mjs'
import type { MarkupNode } from '../../../src/lib/snippets/mark-placeholders.ts'

const text = (value: string): MarkupNode => ({ type: 'text', value })
const span = (properties: Record<string, unknown>, ...children: MarkupNode[]): MarkupNode => ({
  type: 'element',
  tagName: 'span',
  properties,
  children,
})
const line = (...children: MarkupNode[]): MarkupNode => ({ type: 'element', children })

it('gives tokens classes, and leaves plain ones and the unknown without', () => {
  const mark = () => span({ 'data-setting': 'x' }, text('b'))
  const found = line(
    span({ style: '--0:#ABC;--1:#DEF' }, text('a'), mark()),
    span({ style: '--0:#111;--1:#222' }, text(' = '), mark()),
    span({ style: '--0:#111;--1:#222;--0fs:italic' }, text('c')),
    span({ style: '--0:#111;--1:#222', className: ['indent'] }, text('d')),
  )
  withClasses(found, new Map([['--0:#abc;--1:#def', 'blue']]), '--0:#111;--1:#222')
  expect(found).toEqual(
    line(
      span({ className: ['blue'] }, text('a'), mark()),
      text(' = '),
      mark(),
      span({ style: '--0:#111;--1:#222;--0fs:italic' }, text('c')),
      span({ style: '--0:#111;--1:#222', className: ['indent'] }, text('d')),
    ),
  )
})
