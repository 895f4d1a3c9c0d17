import { describe, expect, it } from 'vitest'
import {
  withoutOverridden,
  withValuesInPlace,
} from '../../../src/config/bundle-guide/root-properties.mjs'
import { splitStyles } from '../../../src/config/bundle-guide/split-styles.mjs'
import {
  canMatch,
  minified,
  namesIn,
  withoutUnused,
} from '../../../src/config/bundle-guide/unused-rules.mjs'

const withNames = (css: string, text: string) => withoutUnused(css, namesIn(text))
const inPlace = (css: string, text = '') => withValuesInPlace(css, namesIn(text))

describe('withoutUnused', () => {
  it.each([
    ['.a{color:red}.b{color:red}', 'class="a"', '.a{color:red}'],
    ['#a{color:red}#b{color:red}', 'id="b"', '#b{color:red}'],
    ['.a .b,.a p{color:red}', 'class="a"', '.a .b,.a p{color:red}'],
    ['.a .b,.c p{color:red}', 'class="a"', ''],
    [String.raw`.md\:a{color:red}`, 'class="md:a"', String.raw`.md\:a{color:red}`],
    [String.raw`.md\:a{color:red}`, 'class="md a"', ''],
    ['p:not(.b){color:red}', '<p>', 'p:not(.b){color:red}'],
    ['p:is(.a,.b){color:red}', 'class="b"', 'p:is(.a,.b){color:red}'],
    ['@media print{.a{color:red}}', '', ''],
  ])('%s beside %s is %s', (css, text, left) => {
    expect(minified(withNames(css, text))).toBe(minified(left))
  })

  it('keeps what a script names', () => {
    expect(withNames('.open{color:red}', 'e.classList.add("open")')).toBe('.open{color:red}')
  })

  it('drops custom properties that were only used by each other', () => {
    expect(withNames(':root{--a:var(--b);--b:red}p{color:blue}', '')).toBe('p{color:#00f}')
  })

  it('keeps a custom property that a page uses', () => {
    expect(withNames(':root{--a:red}', 'style="color:var(--a)"')).toBe(':root{--a:red}')
  })
})

describe('canMatch', () => {
  it.each([
    ['.a .b', 'a', false],
    ['.a .b', 'a b', true],
    [':is(.a,.b)', 'b', true],
    ['.a,.b', 'b', true],
    ['p:not(.b)', '', true],
    [':where(.a)>p', '', false],
  ])('%s among %j: %s', (selector, names, can) => {
    expect(canMatch(selector, namesIn(names))).toBe(can)
  })
})

describe('withoutOverridden', () => {
  it.each([
    [
      'what a layer declares',
      '@layer a{:root{--a:red}}:root{--a:blue}',
      '@layer a;:root{--a:blue}',
    ],
    ['what an earlier rule does', ':root{--a:red}:root{--a:blue}', ':root{--a:blue}'],
    [
      'that of one theme in a layer',
      '@layer a{:root[data-theme=light]{--a:red}}:root{--a:blue}',
      '@layer a;:root{--a:blue}',
    ],
  ])('drops %s', (_, css, left) => {
    expect(minified(withoutOverridden(css))).toBe(minified(left))
  })

  it.each([
    ['of one theme, outside of layers', ':root[data-theme=light]{--a:red}:root{--a:blue}'],
    ['of another element', '@layer a{p{--a:red}}:root{--a:blue}'],
    ['replaced only on paper', '@layer a{:root{--a:red}}@media print{:root{--a:blue}}'],
  ])('keeps what is %s', (_, css) => {
    expect(minified(withoutOverridden(css))).toBe(minified(css))
  })
})

describe('withValuesInPlace', () => {
  it.each([
    [':root{--a:1px}p{width:var(--a)}', 'p{width:1px}'],
    [':root{--a:1px}p{width:var(--a)}b{width:var(--a)}', 'p{width:1px}b{width:1px}'],
    [':root{--a:var(--b);--b:1px}p{width:var(--a)}', 'p{width:1px}'],
    ['@layer a{:root,::backdrop{--a:1px}}p{width:var(--a)}', '@layer a;p{width:1px}'],
    [':root{--a:1px;--ab:2px}p{width:var(--a)}b{width:var(--ab)}', 'p{width:1px}b{width:2px}'],
  ])('makes of %s %s', (css, left) => {
    expect(minified(inPlace(css))).toBe(minified(left))
  })

  it.each([
    ['is declared again', ':root{--a:1px}b{--a:2px}p{width:var(--a)}'],
    ['is declared in a circumstance', '@media print{:root{--a:1px}}p{width:var(--a)}'],
    ['is not for all elements', 'b{--a:1px}p{width:var(--a)}'],
    ['is made of what changes', ':root{--a:var(--b);--b:1px}b{--b:2px}p{width:var(--a)}'],
    ['is used with something else at hand', ':root{--a:1px}p{width:var(--a,2px)}'],
    ['is longer than its name, twice', ':root{--a:calc(1px + 2em)}p{left:var(--a);top:var(--a)}'],
  ])('leaves what %s', (_, css) => {
    expect(minified(inPlace(css))).toBe(minified(css))
  })

  it('leaves what a page or a script names', () => {
    const css = ':root{--a:1px}p{width:var(--a)}'
    expect(minified(inPlace(css, "setProperty('--a')"))).toBe(minified(css))
  })
})

describe('splitStyles', () => {
  const pages = ['a b', 'a', 'a c', 'a'].map(namesIn)

  it('gives a page what only it can use, and all pages the rest', () => {
    const css = '.a{color:red}.b{color:red}p{color:red}@media print{.c{color:red}}'
    expect(splitStyles(css, pages)).toEqual({
      shared: '.a,p{color:red}',
      own: ['.b{color:red}', '', '@media print{.c{color:red}}', ''],
    })
  })

  it('leaves the order of layers and the steps of an animation in the shared part', () => {
    const css = '@layer x,y;@layer y{.b{color:red}}@keyframes z{0%{color:red}to{color:#00f}}'
    const { shared, own } = splitStyles(css, pages)
    expect(shared).toBe('@layer x,y;@keyframes z{0%{color:red}to{color:#00f}}')
    expect(own[0]).toBe('@layer y{.b{color:red}}')
  })
})
