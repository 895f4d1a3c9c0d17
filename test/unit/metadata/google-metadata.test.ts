import { describe, expect, it } from 'vitest'
import { GoogleMetadataCache } from '../../../src/server/labs/google-metadata-cache.ts'

const document = { issuer: 'https://accounts.google.com', a_new_field: true }
const hour = 60 * 60 * 1000

/** The class under test with a clock and a network of its own. */
function watched(answer: () => Response | Promise<Response>) {
  const asked: string[] = []
  let time = 0
  const send = async (request: Request) => {
    asked.push(request.url)
    return answer()
  }
  const google = new GoogleMetadataCache(send, () => time)
  return { google, asked, pass: (milliseconds: number) => (time += milliseconds) }
}

describe('Google’s document of today', () => {
  it('comes from one address, and is kept for an hour', async () => {
    const { google, asked, pass } = watched(() => Response.json(document))
    expect(await google.read()).toEqual({ document, fetchedAt: 0 })
    pass(hour - 1)
    expect(await google.read()).toEqual({ document, fetchedAt: 0 })
    expect(asked).toEqual(['https://accounts.google.com/.well-known/openid-configuration'])
    pass(1)
    expect(await google.read()).toEqual({ document, fetchedAt: hour })
    expect(asked).toHaveLength(2)
  })

  it('is asked for once by all who ask at the same time', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>()
    const { google, asked } = watched(() => promise)
    const readers = Promise.all([google.read(), google.read(), google.read()])
    resolve(Response.json(document))
    expect(await readers).toHaveLength(3)
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['a failure', () => new Response('', { status: 503 }), 'provider_unreachable'],
    ['a page', () => new Response('<p>Log in to the hotel</p>'), 'discovery_invalid'],
    ['another issuer', () => Response.json({ issuer: 'https://a.example' }), 'discovery_invalid'],
    ['a list', () => Response.json([document]), 'discovery_invalid'],
  ])('is not taken from %s, and asked for again', async (_, answer, code) => {
    const { google, asked } = watched(answer)
    await expect(google.read()).rejects.toMatchObject({ code })
    await expect(google.read()).rejects.toMatchObject({ code })
    expect(asked).toHaveLength(2)
  })
})
