import { hkdfSync } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'
import { describe, expect, it } from 'vitest'
import { CookieSealer } from '../../../src/server/cryptography/sealed-cookie.ts'

const [newer, older] = ['a'.repeat(64), 'b'.repeat(64)]
const start = 1_800_000_000_000
const sealerAt = (time: number, secrets = [newer]) => new CookieSealer(secrets, () => time)

describe('CookieSealer', () => {
  it('opens what it sealed, and nothing of it can be read', () => {
    const sealed = sealerAt(start).seal('session', { id: 'secret' }, start + 1000)
    expect(sealed).not.toContain('secret')
    expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString()).not.toContain('secret')
    expect(sealerAt(start).open('session', sealed)).toEqual({ id: 'secret' })
  })

  it('tells what is over from what was never sealed here', () => {
    const sealed = sealerAt(start).seal('session', {}, start + 1000)
    expect(sealerAt(start + 1000).open('session', sealed)).toBe('expired')
    expect(sealerAt(start, [older]).open('session', sealed)).toBeUndefined()
    expect(sealerAt(start).open('session', 'garbage')).toBeUndefined()
  })

  it('tells what is over, though it was opened before that', () => {
    let now = start
    const sealer = new CookieSealer([newer], () => now)
    const sealed = sealer.seal('session', { id: 'x' }, start + 1000)
    expect(sealer.open('session', sealed)).toEqual({ id: 'x' })
    now += 999
    expect(sealer.open('session', sealed)).toEqual({ id: 'x' })
    now += 1
    expect(sealer.open('session', sealed)).toBe('expired')
    expect(sealer.open('login-transaction', sealed)).toBeUndefined()
  })

  it('never takes a cookie of one purpose for another', () => {
    const sealed = sealerAt(start).seal('login-transaction', { id: 'x' }, start + 1000)
    expect(sealerAt(start).open('session', sealed)).toBeUndefined()
  })

  it('opens with an older secret after a rotation, and seals with the newest', () => {
    const old = sealerAt(start, [older]).seal('session', { id: 'x' }, start + 1000)
    const rotated = sealerAt(start, [newer, older])
    expect(rotated.open('session', old)).toEqual({ id: 'x' })
    const fresh = rotated.seal('session', { id: 'y' }, start + 1000)
    expect(sealerAt(start, [newer]).open('session', fresh)).toEqual({ id: 'y' })
  })

  it('opens nothing of which a single bit was changed', () => {
    const sealed = sealerAt(start).seal('session', { id: 'x' }, start + 1000)
    const sealer = sealerAt(start)
    // From now on it is kept opened.
    expect(sealer.open('session', sealed)).toEqual({ id: 'x' })
    for (const [part, text] of sealed.split('.').entries()) {
      const bytes = Buffer.from(text, 'base64url')
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const forged = sealed.split('.').with(part, flipped.toString('base64url')).join('.')
        expect(sealer.open('session', forged)).toBeUndefined()
      }
    }
  })

  it('seals a JWE that another library opens, under a key of its purpose', async () => {
    const sealed = sealerAt(start).seal('session', { id: 'x' }, start + 1000)
    const keyFor = (purpose: string) =>
      new Uint8Array(hkdfSync('sha256', Buffer.from(newer, 'hex'), '', `genkan-1/${purpose}`, 32))
    const { payload, protectedHeader } = await jwtDecrypt(sealed, keyFor('session'), {
      currentDate: new Date(start),
    })
    expect(payload).toEqual({ content: { id: 'x' }, exp: start / 1000 + 1 })
    expect(protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM', typ: 'genkan-1/session' })
    await expect(jwtDecrypt(sealed, keyFor('login-transaction'))).rejects.toThrow()
  })

  it('opens what another library has sealed in the same form', async () => {
    const key = new Uint8Array(
      hkdfSync('sha256', Buffer.from(newer, 'hex'), '', 'genkan-1/session', 32),
    )
    const sealed = await new EncryptJWT({ content: { id: 'x' } })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'genkan-1/session' })
      .setExpirationTime(start / 1000 + 1)
      .encrypt(key)
    expect(sealerAt(start).open('session', sealed)).toEqual({ id: 'x' })
  })
})
