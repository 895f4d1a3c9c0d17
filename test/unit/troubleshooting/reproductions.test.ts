import { describe, expect, it } from 'vitest'
import { type Reproduction, reproductions } from '../../../src/lib/troubleshooting/reproductions.ts'

describe('reproductions', () => {
  it.each(Object.entries<Reproduction>(reproductions))(
    '%s is a path of this site',
    (_, { path }) => {
      const url = new URL(path, 'https://genkan.example')
      expect(url.origin).toBe('https://genkan.example')
      expect(url.pathname + url.search).toBe(path)
    },
  )

  it('changes one thing in the request of the practice client', () => {
    const { searchParams } = new URL(reproductions.invalid_request.path, 'https://genkan.example')
    expect([...searchParams.keys()]).toEqual(['response_type', 'redirect_uri', 'scope'])
  })
})
