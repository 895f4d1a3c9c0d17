import { describe, expect, it } from 'vitest'
import { providerWords } from '../../../src/lib/oidc/provider-error-text.ts'

describe('providerWords', () => {
  it('keeps what people write', () => {
    expect(providerWords('access_denied', 'アクセスを 拒否しました。')).toEqual({
      error: 'access_denied',
      description: 'アクセスを 拒否しました。',
    })
  })

  it.each([undefined, null, ''])('takes no description: %j', (description) => {
    expect(providerWords('x', description).description).toBeNull()
  })

  it.each(['a\u202Eb', 'a\r\nb', 'a\u2028b', 'a\u0000b', 'a\u{E0041}b', 'a \u200B b', 'a\uD800b'])(
    'makes a blank of what cannot be seen: %j',
    (text) => {
      expect(providerWords(text, text)).toEqual({ error: 'a b', description: 'a b' })
    },
  )

  it('cuts, but no character in two', () => {
    expect(providerWords('😀'.repeat(301), null).error).toBe(`${'😀'.repeat(300)}…`)
    expect(providerWords('😀'.repeat(300), null).error).toBe('😀'.repeat(300))
  })
})
