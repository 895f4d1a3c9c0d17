import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import fc from 'fast-check'
import { type HTMLElement, parse } from 'node-html-parser'
import { describe, expect, it, vi } from 'vitest'
import SignedIn from '../../../src/components/demo/SignedIn.astro'
import type { JsonObject } from '../../../src/lib/jwt/json-object.ts'
import type { LoginRecord } from '../../../src/lib/login-record.ts'
import { checkIdToken } from '../../../src/lib/oidc/id-token-checks.ts'
import { expectation } from '../../support/id-token-factory.ts'
import { hostileName, hostileText } from '../../support/generators/hostile-text.ts'

// Hundreds of pages are rendered.
vi.setConfig({ testTimeout: 60_000 })

/** Stands in every claim, so that what comes from one is found wherever it ended up. */
const mark = 'cl41m'
const markedText = hostileText.map((text) => mark + text)
const standardName = fc.constantFrom(
  'name',
  'email',
  'picture',
  'sub',
  'iss',
  'aud',
  'exp',
  'nonce',
)
const name = fc.oneof(
  standardName,
  hostileName.map((text) => mark + text),
  hostileName,
)
const value = fc.oneof(
  markedText,
  fc.array(markedText, { maxLength: 3 }),
  fc.dictionary(hostileName, markedText, { maxKeys: 3 }),
  fc.constantFrom(`https://a.example/${mark}"onerror="x`, `javascript:${mark}`, 1e308, -1, null),
)
const claimSet = fc
  .dictionary(name, value, { minKeys: 1, maxKeys: 8 })
  // A token without a subject that is text is refused, and nothing of it shown on this page.
  .map((claims) => ({ ...(JSON.parse(JSON.stringify(claims)) as JsonObject), sub: `${mark}<b>` }))

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

async function recordOf(claims: JsonObject, header: JsonObject): Promise<LoginRecord> {
  const idToken = `${encode({ ...header, alg: 'RS256' })}.${encode(claims)}.c2ln`
  const text = JSON.stringify(claims)
  const field = { name: 'location', value: text }
  return {
    provider: 'custom',
    providerName: 'Custom',
    idToken,
    claims,
    userInfo: claims,
    checks: await checkIdToken(idToken, expectation([])),
    transcript: [
      {
        kind: 'userinfo',
        from: 'app',
        to: 'provider',
        startedAt: 0,
        duration: 1,
        request: { method: 'GET', url: text, query: [field], headers: [field], body: [field] },
        response: { status: 200, headers: [field], location: [field], body: text },
      },
    ],
    signedInAt: 0,
    expiresAt: 3_600_000,
  }
}

const container = await AstroContainer.create()

async function page(claims: JsonObject, header: JsonObject = {}): Promise<HTMLElement> {
  const props = { language: 'en', login: await recordOf(claims, header) }
  const html = await container.renderToString(SignedIn, { props })
  return parse(html, { blockTextElements: { script: true, style: true } })
}

/** Every tag of a page with its attributes. */
function shape(root: HTMLElement): Set<string> {
  return new Set(
    root
      .querySelectorAll('*')
      .flatMap(({ tagName, attributes }) => [
        tagName,
        ...Object.keys(attributes).map((attribute) => `${tagName} ${attribute}`),
      ]),
  )
}

/** What a page of claims that mean no harm is made of, with and without a picture. */
async function harmlessShape(): Promise<Set<string>> {
  const iss = 'https://provider.example'
  const plain = { iss, sub: '42', name: 'Taro', exp: 1_800_000_000, extra: { a: [1] } }
  const pages = [plain, { ...plain, picture: 'https://a.example/p.png' }, { name: 'Taro' }]
  return new Set(
    (await Promise.all(pages.map((claims) => page(claims)))).flatMap((p) => [...shape(p)]),
  )
}

describe('the page of a login whose claims are hostile', () => {
  it('has no element and no attribute that a harmless page has not', async () => {
    const known = await harmlessShape()
    await fc.assert(
      fc.asyncProperty(claimSet, claimSet, async (claims, header) => {
        const root = await page(claims, header)
        expect([...shape(root)].filter((part) => !known.has(part))).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('holds claims as text, as what is copied, and as an address of a picture: nowhere else', async () => {
    await fc.assert(
      fc.asyncProperty(claimSet, claimSet, async (claims, header) => {
        const root = await page(claims, header)
        for (const element of root.querySelectorAll('*')) {
          for (const [attribute, text] of Object.entries(element.attributes)) {
            if (!text.includes(mark)) continue
            const place = `${element.tagName} ${attribute}`
            expect(['COPY-BUTTON data-text', 'IMG src']).toContain(place)
            if (place === 'IMG src') expect(text).toMatch(/^https:\/\//)
          }
        }
        for (const script of root.querySelectorAll('script, style')) {
          expect(script.text).not.toContain(mark)
        }
        expect(root.querySelectorAll('[href]').every(staysOnPage)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('shows every member of the token under its own name, written out', async () => {
    await fc.assert(
      fc.asyncProperty(claimSet, async (claims) => {
        const root = await page(claims)
        const shown = root.querySelectorAll('.payload .member').map((member) => member.text)
        expect(shown).toHaveLength(Object.keys(claims).length)
        expect(shown.join('')).not.toMatch(/[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/)
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['of 1 MB', { sub: '42', name: '</script>'.repeat(116_000) }],
    [
      'nested as deep as is read',
      JSON.parse(`{"a":${'['.repeat(63)}${']'.repeat(63)}}`) as JsonObject,
    ],
    [
      'by the thousand',
      Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`<b ${n}>`, n])),
    ],
  ])('can be shown with claims %s', async (_, claims: JsonObject) => {
    const known = await harmlessShape()
    const root = await page(claims)
    expect([...shape(root)].filter((part) => !known.has(part))).toEqual([])
  })
})

function staysOnPage(element: HTMLElement): boolean {
  return /^(?:#bytes-(?:header|payload)-\d+|\/[a-z/]*)$/.test(element.getAttribute('href') ?? '')
}
