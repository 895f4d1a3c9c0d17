import { describe, expect, it } from 'vitest'
import { CookieSealer } from '../../../src/lib/cookies/sealed-cookie.ts'

const [newer, older] = ['a'.repeat(64), 'b'.repeat(64)]
const start = 1_800_000_000_000
const sealerAt = (time: number, secrets = [newer]) => new CookieSealer(secrets, () => time)

describe('CookieSealer', () => {
  it('opens what it sealed, and nothing of it can be read', async () => {
    const sealed = await sealerAt(start).seal('session', { id: 'secret' }, start + 1000)
    expect(sealed).not.toContain('secret')
    expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString()).not.toContain('secret')
    expect(await sealerAt(start).open('session', sealed)).toEqual({ id: 'secret' })
  })

  it('tells what is over from what was never sealed here', async () => {
    const sealed = await sealerAt(start).seal('session', {}, start + 1000)
    expect(await sealerAt(start + 1000).open('session', sealed)).toBe('expired')
    expect(await sealerAt(start, [older]).open('session', sealed)).toBeUndefined()
    expect(await sealerAt(start).open('session', 'garbage')).toBeUndefined()
  })

  it('never takes a cookie of one purpose for another', async () => {
    const sealed = await sealerAt(start).seal('login-transaction', { id: 'x' }, start + 1000)
    expect(await sealerAt(start).open('session', sealed)).toBeUndefined()
  })

  it('opens with an older secret after a rotation, and seals with the newest', async () => {
    const old = await sealerAt(start, [older]).seal('session', { id: 'x' }, start + 1000)
    const rotated = sealerAt(start, [newer, older])
    expect(await rotated.open('session', old)).toEqual({ id: 'x' })
    const fresh = await rotated.seal('session', { id: 'y' }, start + 1000)
    expect(await sealerAt(start, [newer]).open('session', fresh)).toEqual({ id: 'y' })
  })

  it('opens nothing of which a single bit was changed', async () => {
    const sealed = await sealerAt(start).seal('session', { id: 'x' }, start + 1000)
    const sealer = sealerAt(start)
    for (const [part, text] of sealed.split('.').entries()) {
      const bytes = Buffer.from(text, 'base64url')
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const forged = sealed.split('.').with(part, flipped.toString('base64url')).join('.')
        expect(await sealer.open('session', forged)).toBeUndefined()
      }
    }
  })
})
