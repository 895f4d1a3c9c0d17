import fc from 'fast-check'
import { parse } from 'node-html-parser'
import { describe, expect, it } from 'vitest'
import { html } from '../../../src/lib/html/html.ts'
import { hostileText } from '../../support/generators/hostile-text.ts'

describe('a template of HTML', () => {
  it('escapes what is put in, in text and in an attribute', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const written = html`<p title="${text}">${text}</p><i></i>`.toString()
        const [first, second, ...more] = parse(written).childNodes
        expect(more).toEqual([])
        expect(second?.toString()).toBe('<i></i>')
        const inside = written.slice(written.indexOf('>') + 1, written.indexOf('</p>'))
        expect(inside).not.toMatch(/[<>"']/)
        expect(parse(`${first}`).querySelector('p')?.text).toBe(text.toWellFormed())
        expect(parse(`${first}`).querySelector('p')?.getAttribute('title')).toBe(
          text.toWellFormed(),
        )
      }),
    )
  })

  it('is UTF-8 in one character a byte, and a text again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = html`<p>${text}</p>`
        const bytes = Buffer.from(written.utf8, 'latin1')
        expect(written.utf8).toMatch(/^[\x00-\xff]*$/)
        expect(bytes.toString()).toBe(written.toString())
        expect(parse(written.toString()).querySelector('p')?.text).toBe(text.toWellFormed())
      }),
    )
    const long = '玄関𠮷é\ud800'.repeat(20_000)
    expect(html`${long}`.toString()).toBe(long.toWellFormed())
    expect(html`${long}`.utf8).toBe(Buffer.from(long).toString('latin1'))
  })

  it('leaves as it is what another template made, alone and in lists of lists', () => {
    const inner = html`<b>${'&'}</b>`
    expect(html`${inner}`.toString()).toBe('<b>&amp;</b>')
    expect(html`<p>${[inner, [inner, '<'], 1]}</p>`.toString()).toBe(
      '<p><b>&amp;</b><b>&amp;</b>&lt;1</p>',
    )
  })

  it('writes nothing for what is not there', () => {
    expect(html`<p>${undefined}${false}${''}${[]}</p>`.toString()).toBe('<p></p>')
    expect(html`${0}`.toString()).toBe('0')
  })
})
