import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { html } from '../../../src/lib/html/html.ts'
import { compressPage } from '../../../src/server/http/compressed-page.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('compressPage', () => {
  it.each([
    ['short', 'a'],
    ['in Japanese', '玄関𠮷'],
    ['empty', ''],
    ['longer than pages are', '入口'.repeat(200_000)],
  ])('puts a text that is %s between the bytes around it', (_, text) => {
    const page = compressPage(text, bytes('<p>「'), bytes('」</p>'))
    expect(brotliDecompressSync(page).toString()).toBe(`<p>「${text}」</p>`)
    expect(brotliDecompressSync(compressPage(text)).toString()).toBe(text)
  })

  it('puts what a template has written between them as well', () => {
    for (const text of ['a', '玄関𠮷', '', '入口'.repeat(200_000)]) {
      const page = compressPage(html`<b>${text}</b>`, bytes('<p>「'), bytes('」</p>'))
      expect(brotliDecompressSync(page).toString()).toBe(`<p>「<b>${text}</b>」</p>`)
    }
  })

  it('leaves nothing of one page in the next', () => {
    compressPage('a long page with somebody’s name')
    expect(brotliDecompressSync(compressPage('next')).toString()).toBe('next')
  })
})
