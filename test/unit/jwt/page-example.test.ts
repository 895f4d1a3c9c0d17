import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeJwt } from '../../../src/lib/jwt/decode-jwt.ts'

/** The blocks of one language in a guide page, without their fences. */
function blocks(path: string, language: string): string[] {
  const page = readFileSync(new URL(`../../../src/content/docs/${path}`, import.meta.url), 'utf8')
  const fences = page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)\n\`\`\`$`, 'gms'))
  return [...fences].map(([, text = '']) => text)
}

describe.each(['concepts/id-token.mdx', 'ja/concepts/id-token.mdx'])('the token in %s', (path) => {
  it('decodes to the header and the payload that are shown under it', () => {
    const token = decodeJwt(blocks(path, 'text')[0] ?? '')
    const [header, payload] = blocks(path, 'json').map((text) => JSON.parse(text) as unknown)
    expect(token?.header).toEqual(header)
    expect(token?.payload).toEqual(payload)
  })
})
