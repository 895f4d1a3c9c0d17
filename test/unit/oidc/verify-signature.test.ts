import { generateKeyPairSync, sign } from 'node:crypto'
import { SignJWT, base64url, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { acceptedAlgorithms } from '../../../src/lib/oidc/key-set.ts'
import { verifySignature } from '../../../src/lib/oidc/verify-signature.ts'

async function signedWith(alg: string) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jws = await new SignJWT({ name: '山田太郎' }).setProtectedHeader({ alg }).sign(privateKey)
  const end = jws.lastIndexOf('.')
  return {
    publicKey,
    privateKey,
    jws,
    input: jws.slice(0, end),
    signature: base64url.decode(jws.slice(end + 1)),
  }
}

const compact = (input: string, signature: Uint8Array) => `${input}.${base64url.encode(signature)}`

describe('a signature', () => {
  describe.each(acceptedAlgorithms)('%s', (algorithm) => {
    it('verifies, and does not after any of its bytes or of what is signed has changed', async () => {
      const { publicKey, jws, input, signature } = await signedWith(algorithm)
      expect(await verifySignature(jws, publicKey, algorithm)).toBe(true)
      for (const at of [0, signature.length >> 1, signature.length - 1]) {
        const changed = signature.with(at, (signature[at] ?? 0) ^ 1)
        expect(await verifySignature(compact(input, changed), publicKey, algorithm)).toBe(false)
      }
      expect(await verifySignature(compact(`${input}A`, signature), publicKey, algorithm)).toBe(
        false,
      )
    })

    it('does not verify where it is longer, shorter or not there', async () => {
      const { publicKey, input, signature } = await signedWith(algorithm)
      const wrong = [
        new Uint8Array(),
        signature.subarray(1),
        signature.subarray(0, -1),
        Uint8Array.from([0, ...signature]),
        Uint8Array.from([...signature, 0]),
      ]
      for (const bytes of wrong) {
        expect(await verifySignature(compact(input, bytes), publicKey, algorithm)).toBe(false)
      }
    })

    it.each(['.', '!', '='])(
      'does not verify with %j in it, which some decoders skip',
      async (skipped) => {
        const { publicKey, jws, input } = await signedWith(algorithm)
        for (const at of [input.length + 1, input.length + 5, jws.length]) {
          const filled = jws.slice(0, at) + skipped + jws.slice(at)
          expect(await verifySignature(filled, publicKey, algorithm)).toBe(false)
        }
      },
    )

    it('does not verify by the key of somebody else', async () => {
      const [one, other] = await Promise.all([signedWith(algorithm), signedWith(algorithm)])
      expect(await verifySignature(one.jws, other.publicKey, algorithm)).toBe(false)
    })
  })

  // One signature in 256 starts with a zero. Without it the number is the same, the octets are not.
  it.each(['RS256', 'PS256'])('does not verify %s without the zero at its start', async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg)
    const signedUntilZero = async (count: number): Promise<[string, Uint8Array]> => {
      const jws = await new SignJWT({ count }).setProtectedHeader({ alg }).sign(privateKey)
      const signature = base64url.decode(jws.slice(jws.lastIndexOf('.') + 1))
      return signature[0] === 0 ? [jws, signature] : signedUntilZero(count + 1)
    }
    const [jws, signature] = await signedUntilZero(0)
    const shorter = compact(jws.slice(0, jws.lastIndexOf('.')), signature.subarray(1))
    expect(await verifySignature(jws, publicKey, alg)).toBe(true)
    expect(await verifySignature(shorter, publicKey, alg)).toBe(false)
    // What Base64url has not is skipped by some who read it.
    for (const skipped of ['.=', '. ']) {
      const filled = shorter.replace(/\.(?=[^.]*$)/, skipped)
      expect(await verifySignature(filled, publicKey, alg)).toBe(false)
    }
  })

  it.each([1024, 2047])('does not verify by a key of RSA with %i bits', async (modulusLength) => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength })
    const jwk = publicKey.export({ format: 'jwk' })
    const key = await crypto.subtle.importKey(
      'jwk',
      jwk as JsonWebKey,
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
      true,
      ['verify'],
    )
    const input = `${base64url.encode(JSON.stringify({ alg: 'RS256' }))}.e30`
    const jws = compact(input, sign('sha256', Buffer.from(input), privateKey))
    expect(await verifySignature(jws, key, 'RS256')).toBe(false)
  })

  it('does not verify ES256 in ASN.1, which a JWS never has', async () => {
    const { publicKey, privateKey, input } = await signedWith('ES256')
    const key = await crypto.subtle.exportKey('jwk', privateKey as CryptoKey)
    const asn1 = sign('sha256', Buffer.from(input), { key: key as never, format: 'jwk' })
    expect(await verifySignature(compact(input, asn1), publicKey, 'ES256')).toBe(false)
  })

  it('does not verify PS256 with a salt of another length', async () => {
    const { publicKey, privateKey, input } = await signedWith('PS256')
    const bytes = Buffer.from(input)
    const padding = { name: 'RSA-PSS', saltLength: 20 }
    const signature = await crypto.subtle.sign(padding, privateKey as CryptoKey, bytes)
    expect(
      await verifySignature(compact(input, new Uint8Array(signature)), publicKey, 'PS256'),
    ).toBe(false)
  })
})
