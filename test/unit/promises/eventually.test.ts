import { describe, expect, it } from 'vitest'
import { allThere, whenThere } from '../../../src/lib/promises/eventually.ts'

describe('what may be there already', () => {
  it('is gone on with at once, and waited for where it is not', async () => {
    expect(whenThere(2, (value) => value + 1)).toBe(3)
    const later = whenThere(Promise.resolve(2), (value) => value + 1)
    expect(later).toBeInstanceOf(Promise)
    expect(await later).toBe(3)
  })

  it('is complete at once where nothing of it is missing', async () => {
    expect(allThere([1, 2])).toEqual([1, 2])
    const later = allThere([1, Promise.resolve(2)])
    expect(later).toBeInstanceOf(Promise)
    expect(await later).toEqual([1, 2])
  })

  it('fails as the promise does', async () => {
    const broken = Promise.reject(new Error('no keys'))
    await expect(whenThere(broken, () => true)).rejects.toThrow('no keys')
  })
})
