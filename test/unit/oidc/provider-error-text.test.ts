import { describe, expect, it } from 'vitest'
import { providerErrorText } from '../../../src/lib/oidc/provider-error-text.ts'

describe('providerErrorText', () => {
  it('keeps what people write', () => {
    expect(providerErrorText('access_denied', 'アクセスを 拒否しました。')).toEqual({
      error: 'access_denied',
      description: 'アクセスを 拒否しました。',
    })
  })

  it.each([undefined, null, ''])('takes no description: %j', (description) => {
    expect(providerErrorText('x', description).description).toBeNull()
  })

  it.each(['a\u202Eb', 'a\r\nb', 'a\u2028b', 'a\u0000b', 'a\u{E0041}b', 'a \u200B b', 'a\uD800b'])(
    'makes a blank of what cannot be seen: %j',
    (text) => {
      expect(providerErrorText(text, text)).toEqual({ error: 'a b', description: 'a b' })
    },
  )

  it('cuts, but no character in two', () => {
    expect(providerErrorText('😀'.repeat(301), null).error).toBe(`${'😀'.repeat(300)}…`)
    expect(providerErrorText('😀'.repeat(300), null).error).toBe('😀'.repeat(300))
  })
})
