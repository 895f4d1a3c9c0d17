import { describe, expect, it } from 'vitest'
import { excerpt } from '../../../src/lib/excerpt.ts'

const typescript = `import { sum } from './sum.ts'

export interface Client {
  readonly id: string
}

/** Where the person is sent. */
export async function authorizationUrl(
  client: Client,
  endpoint: string,
): Promise<URL> {
  const url = new URL(endpoint)

  url.searchParams.set('client_id', client.id)
  return url
}

export const limit = 5
type Names =
  | 'one'
  | 'two'

class Sessions {
  end(): void {
    const limits = [
      sum(1, 2),
    ]
  }
}
const urlOf = authorizationUrl
`
const python = `def greet(
    name: str,
) -> str:
    if name:

        return name
    return "nobody"


async def log_in():
    pass
`

describe('a declaration', () => {
  const codeOf = (name: string, source = typescript) => excerpt(source, { declaration: name }).code

  it('goes from its first line to the end of its body', () => {
    const { code, firstLine, lastLine } = excerpt(typescript, { declaration: 'authorizationUrl' })
    expect(code).toMatch(/^export async function authorizationUrl\(\n {2}client: Client,\n/)
    expect(code).toMatch(/\n {2}return url\n\}$/)
    expect([firstLine, lastLine]).toEqual([8, 16])
  })

  it('may be an interface, a class, a type over several lines or a constant on one', () => {
    expect(codeOf('Client')).toBe('export interface Client {\n  readonly id: string\n}')
    expect(codeOf('Sessions')).toMatch(/^class Sessions \{\n[^]*\n {2}\}\n\}$/)
    expect(codeOf('Names')).toBe("type Names =\n  | 'one'\n  | 'two'")
    expect(codeOf('limit')).toBe('export const limit = 5')
  })

  it('may be a method, but no call', () => {
    expect(codeOf('end')).toMatch(/^end\(\): void \{\n {2}const limits = \[\n[^]*\n\}$/)
    expect(() => codeOf('sum')).toThrow('is on 0')
  })

  it('loses the indentation that its lines share', () => {
    expect(codeOf('limits')).toBe('const limits = [\n  sum(1, 2),\n]')
  })

  it('may be Python', () => {
    expect(codeOf('greet', python)).toMatch(/^def greet\(\n[^]*return "nobody"$/)
    expect(codeOf('log_in', python)).toBe('async def log_in():\n    pass')
  })

  it('must be there under exactly this name', () => {
    expect(() => codeOf('authorizationUR')).toThrow('declaration of "authorizationUR" must be')
  })

  it('must be there once', () => {
    expect(() => codeOf('limit', `${typescript}const limit = 6\n`)).toThrow('is on 2')
  })
})

describe('from one line to another', () => {
  const codeOf = (from: string, to: string) => excerpt(typescript, { from, to }).code

  it('takes both lines whole', () => {
    expect(codeOf('new URL(', 'return')).toBe(
      "const url = new URL(endpoint)\n\nurl.searchParams.set('client_id', client.id)\nreturn url",
    )
  })

  it('may be one line', () => {
    expect(codeOf('limit =', 'limit =')).toBe('export const limit = 5')
  })

  it('looks for the end after the beginning', () => {
    expect(codeOf('interface Client', 'readonly id')).toContain('interface')
    expect(() => codeOf('return url', 'new URL(')).toThrow('"new URL(" after "return url"')
  })

  it('refuses a text that stands on several lines, or on none', () => {
    expect(() => codeOf('url', 'return')).toThrow('"url" must be on one line, is on 4')
    expect(() => codeOf('new URL(', '}')).toThrow('is on 3')
    expect(() => codeOf('no such text', 'return')).toThrow('is on 0')
  })
})
