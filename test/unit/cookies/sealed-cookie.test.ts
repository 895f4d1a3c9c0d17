import { createDecipheriv, hkdfSync } from 'node:crypto'
import { CompactEncrypt, EncryptJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { CookieSealer } from '../../../src/server/sealed-cookie.ts'

const [newer, older] = ['a'.repeat(64), 'b'.repeat(64)]
const start = 1_800_000_000_000
const sealerAt = (time: number, secrets = [newer]) => new CookieSealer(secrets, () => time)
const keyFor = (purpose: string) =>
  new Uint8Array(hkdfSync('sha256', Buffer.from(newer, 'hex'), '', `genkan-1/${purpose}`, 32))
const header = { alg: 'dir', enc: 'A256GCM', typ: 'genkan-1/session' }

describe('CookieSealer', () => {
  it('opens what it sealed, and nothing of it can be read', async () => {
    const sealed = await sealerAt(start).seal('session', { id: 'secret' }, start + 1000)
    expect(sealed).not.toContain('secret')
    expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString()).not.toContain('secret')
    expect(await sealerAt(start).open('session', sealed)).toEqual({ id: 'secret' })
  })

  it('tells an expired cookie from one that was never sealed here', async () => {
    const sealed = await sealerAt(start).seal('session', {}, start + 1000)
    expect(await sealerAt(start + 1000).open('session', sealed)).toBe('expired')
    expect(await sealerAt(start, [older]).open('session', sealed)).toBeUndefined()
    expect(await sealerAt(start).open('session', 'garbage')).toBeUndefined()
  })

  it('looks at the expiry each time it opens a cookie', async () => {
    let now = start
    const sealer = new CookieSealer([newer], () => now)
    const sealed = await sealer.seal('session', { id: 'x' }, start + 1000)
    expect(await sealer.open('session', sealed)).toEqual({ id: 'x' })
    now += 999
    expect(await sealer.open('session', sealed)).toEqual({ id: 'x' })
    now += 1
    expect(await sealer.open('session', sealed)).toBe('expired')
    expect(await sealer.open('login', sealed)).toBeUndefined()
  })

  it('never takes a cookie of one purpose for another', async () => {
    const sealed = await sealerAt(start).seal('login', { id: 'x' }, start + 1000)
    expect(await sealerAt(start).open('session', sealed)).toBeUndefined()
  })

  it('opens with an older secret after a rotation, and seals with the newest', async () => {
    const old = await sealerAt(start, [older]).seal('session', { id: 'x' }, start + 1000)
    const rotated = sealerAt(start, [newer, older])
    expect(await rotated.open('session', old)).toEqual({ id: 'x' })
    expect(await sealerAt(start + 1000, [newer, older]).open('session', old)).toBe('expired')
    const fresh = await rotated.seal('session', { id: 'y' }, start + 1000)
    expect(await sealerAt(start, [newer]).open('session', fresh)).toEqual({ id: 'y' })
  })

  it('opens nothing of which a single bit was changed', async () => {
    const sealed = await sealerAt(start).seal('session', { id: 'x' }, start + 1000)
    const sealer = sealerAt(start)
    expect(await sealer.open('session', sealed)).toEqual({ id: 'x' })
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

  it.each([
    ['padding', (sealed: string) => `${sealed}==`],
    ['a space', (sealed: string) => `${sealed} `],
    ['a line break inside', (sealed: string) => sealed.replace('..', '..\n')],
    // The 16 bytes of the tag leave four bits of its last character unused.
    ['unused bits', (sealed: string) => sealed.replace(/.$/, (last) => next[last] ?? '')],
  ])('opens one spelling of a cookie only: not with %s', async (_, respelled) => {
    const sealed = await sealerAt(start).seal('session', { id: 'x' }, start + 1000)
    const other = respelled(sealed)
    const bytes = (text: string) => text.split('.').map((part) => Buffer.from(part, 'base64url'))
    expect(bytes(other)).toEqual(bytes(sealed))
    expect(await sealerAt(start).open('session', other)).toBeUndefined()
  })

  it('seals a JWE that node:crypto opens, under a key of its purpose', async () => {
    const sealed = await sealerAt(start).seal('session', { id: 'x' }, start + 1000)
    const [head = '', key, vector = '', text = '', tag = ''] = sealed.split('.')
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual(header)
    expect(key).toBe('')
    const opened = (purpose: string) =>
      createDecipheriv('aes-256-gcm', keyFor(purpose), Buffer.from(vector, 'base64url'))
        .setAAD(Buffer.from(head))
        .setAuthTag(Buffer.from(tag, 'base64url'))
    const decipher = opened('session')
    const json = decipher.update(text, 'base64url', 'utf8') + decipher.final('utf8')
    expect(JSON.parse(json)).toEqual({ content: { id: 'x' }, exp: start / 1000 + 1 })
    const foreign = opened('login')
    foreign.update(text, 'base64url')
    expect(() => foreign.final()).toThrow()
  })

  it('opens what an earlier release sealed, by node:crypto', async () => {
    const sealed =
      'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwidHlwIjoiZ2Vua2FuLTEvc2Vzc2lvbiJ9..' +
      'CaVcTSO3Us_N3gNO.RBEEepVXfsNKxhXslBryKx88IDwRA3kLKCubgeAhLe8Sp6YtwTif.' +
      'duKKmMOR1Ace-ioRuHsVrw'
    expect(await sealerAt(start).open('session', sealed)).toEqual({ id: 'x' })
    expect(await sealerAt(start + 1000).open('session', sealed)).toBe('expired')
    expect(await sealerAt(start).open('login', sealed)).toBeUndefined()
  })

  it.each([
    ['of another content encryption', { ...header, enc: 'A128CBC-HS256' }],
    ['of another key management', { ...header, alg: 'A256GCMKW' }],
    ['of another type', { ...header, typ: 'genkan-1/login' }],
    ['without a type', { alg: 'dir', enc: 'A256GCM' }],
  ])('opens nothing %s, though it has the key', async (_, other) => {
    const sealed = await new EncryptJWT({ content: { id: 'x' } })
      .setProtectedHeader(other)
      .setExpirationTime(start / 1000 + 1)
      .encrypt(keyFor('session'))
    expect(await sealerAt(start).open('session', sealed)).toBeUndefined()
  })

  it.each([
    { content: {} },
    { content: {}, exp: '1' },
    { content: [], exp: 2e9 },
    { exp: 2e9 },
    [],
  ])('opens nothing that holds %j', async (contents) => {
    const sealed = await new CompactEncrypt(Buffer.from(JSON.stringify(contents)))
      .setProtectedHeader(header)
      .encrypt(keyFor('session'))
    expect(await sealerAt(start).open('session', sealed)).toBeUndefined()
  })
})

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** The character that differs in the last bit alone. */
const next: Readonly<Record<string, string | undefined>> = Object.fromEntries(
  [...alphabet].map((character, index) => [character, alphabet[index ^ 1]]),
)
