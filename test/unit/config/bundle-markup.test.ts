import { describe, expect, it } from 'vitest'
import {
  partsOf,
  shortScopes,
  withRoundIcons,
  withShortScopes,
  withTags,
} from '../../../src/config/bundle-guide/markup.mjs'

const style = '<link rel="stylesheet" href="/_astro/a.1.css"/>'
const script = '<script type="module" src="/_astro/b.2.js"></script>'

describe('partsOf', () => {
  it('lists scripts and style sheets, each once', () => {
    const html = `<head>${style}${script}</head>${style}${script}`
    expect(partsOf(html)).toEqual({ scripts: ['/_astro/b.2.js'], styles: ['/_astro/a.1.css'] })
  })

  it('leaves out scripts in line and other links', () => {
    const html = '<link rel="icon" href="/favicon.svg"><script>1</script>'
    expect(partsOf(html)).toEqual({ scripts: [], styles: [] })
  })
})

describe('withTags', () => {
  it('puts tags at the end of the head, in place of those that were there', () => {
    const html = `<head>${style}<title>$& $1</title></head><p>${script}</p>`
    expect(withTags(html, '<b>$&</b>')).toBe('<head><title>$& $1</title><b>$&</b></head><p></p>')
  })

  it.each([
    ['<script type="module" async src=/_astro/b.2.js>'],
    ['<link rel="modulepreload" href="/_astro/b.2.js">'],
    ['<link rel=stylesheet href=/_astro/a.1.css>'],
  ])('refuses %s, which it does not know', (tag) => {
    expect(() => withTags(`<head>${tag}</head>`, '')).toThrow(tag)
  })

  it('refuses a page without a head', () => {
    expect(() => withTags('<p>', '')).toThrow('no head')
  })
})

describe('short names for scopes', () => {
  const shorten = shortScopes('p:where(.astro-abcdefgh){}b:where(.astro-12345678){}')

  it('renames what a rule names', () => {
    expect(shorten('p:where(.astro-12345678){}')).toBe('p:where(._1){}')
    const html = '<p id="x" class="astro-abcdefgh y"><b class="astro-12345678">'
    expect(withShortScopes(html, shorten)).toBe('<p id="x" class="_0 y"><b class="_1">')
  })

  it('takes away what no rule names', () => {
    const html = '<p class="y astro-zzzzzzzz"><b class="astro-zzzzzzzz" id="x">'
    expect(withShortScopes(html, shorten)).toBe('<p class="y"><b id="x">')
  })

  it('leaves text and other classes alone', () => {
    const html = '<p class=" a  b ">class="astro-abcdefgh"</p><astro-abcdefgh>'
    expect(withShortScopes(html, shorten)).toBe(html)
  })

  it('refuses style sheets that use such names already', () => {
    expect(() => shortScopes('._0{}')).toThrow('underscore')
  })
})

describe('withRoundIcons', () => {
  it('rounds the icons of file trees, and no others', () => {
    const other = '<svg><path d="M1.234 5.678"></path></svg>'
    const icon =
      '<svg class="tree-icon"><path d="M9.96 -4.04L9.961 -4.041Q1.25 10.005 2 3Z"></path></svg>'
    expect(withRoundIcons(other + icon)).toBe(
      `${other}<svg class="tree-icon"><path d="M10 -4Q1.3 10 2 3Z"></path></svg>`,
    )
  })
})
