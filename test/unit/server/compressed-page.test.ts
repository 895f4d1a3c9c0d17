import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { toUtf8 } from '../../../src/lib/text/utf8.ts'
import { compressPage } from '../../../src/server/http/compressed-page.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('compressPage', () => {
  it.each([
    ['short', 'a'],
    ['in Japanese', '玄関𠮷'],
    ['empty', ''],
    ['longer than pages are', '入口'.repeat(200_000)],
  ])('puts a text that is %s between the bytes around it', (_, text) => {
    const page = compressPage(toUtf8(text), bytes('<p>「'), bytes('」</p>'))
    expect(brotliDecompressSync(page).toString()).toBe(`<p>「${text}」</p>`)
    expect(brotliDecompressSync(compressPage(toUtf8(text))).toString()).toBe(text)
  })

  it('leaves nothing of one page in the next', () => {
    compressPage(toUtf8('a long page with somebody’s name'))
    expect(brotliDecompressSync(compressPage('next')).toString()).toBe('next')
  })
})
