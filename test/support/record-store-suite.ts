import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordStore } from '../../src/practice/record-store.ts'

/** A store to test, alone in its place. */
export interface StoreUnderTest {
  readonly store: RecordStore
  /** Milliseconds since 1970, as the store was told. */
  now(): number
  /** Resolves when records written with this time to live (seconds) have expired. */
  outlive(ttl: number): Promise<void>
  end(): Promise<void>
}

/** What the contract of RecordStore promises, whatever is behind it. */
export function testRecordStore(name: string, begin: () => Promise<StoreUnderTest>): void {
  describe(`the records of ${name}`, () => {
    let tested: StoreUnderTest
    let store: RecordStore
    beforeEach(async () => {
      tested = await begin()
      store = tested.store
    })
    afterEach(() => tested.end())

    it.each([
      { name: '山田太郎', nested: { list: [], object: {}, text: '' } },
      { big: 1_800_000_000_123, real: 0.1, no: null, yes: true, quote: '"\\\u0000\u{1F600}' },
      { consumed: 7 },
      {},
    ])('keep %j as it is', async (value) => {
      await store.put('a', '1', value)
      expect(await store.get('a', '1')).toEqual(value)
    })

    it('are found by kind and id, however these are spelled', async () => {
      await store.put('a', 'b/c', { n: 1 })
      await store.put('a/b', 'c', { n: 2 })
      await store.put('a:b', 'c*', { n: 3 })
      expect(await store.get('a', 'b/c')).toEqual({ n: 1 })
      expect(await store.get('a/b', 'c')).toEqual({ n: 2 })
      expect(await store.get('a', 'b')).toBeUndefined()
      await store.delete('a:b', 'c')
      expect(await store.get('a:b', 'c*')).toEqual({ n: 3 })
      expect(await store.get('a', '__proto__')).toBeUndefined()
    })

    it('are replaced as a whole', async () => {
      await store.put('a', '1', { n: 1 }, { alias: 'old', group: 'g' })
      await store.consume('a', '1')
      await store.put('a', '1', { n: 2 }, { alias: 'new' })
      expect(await store.get('a', '1')).toEqual({ n: 2 })
      expect(await store.getByAlias('a', 'old')).toBeUndefined()
      expect(await store.getByAlias('a', 'new')).toEqual({ n: 2 })
      await store.deleteGroup('g')
      expect(await store.get('a', '1')).toEqual({ n: 2 })
      expect(await store.consume('a', '1')).toBe(true)
    })

    it('are forgotten when their time is over', async () => {
      await store.put('a', '1', {}, { ttl: 0.2, alias: 'one', group: 'g' })
      await store.put('a', '2', {}, { group: 'g', alias: 'two' })
      await tested.outlive(0.2)
      expect(await store.get('a', '1')).toBeUndefined()
      expect(await store.getByAlias('a', 'one')).toBeUndefined()
      expect(await store.consume('a', '1')).toBe(false)
      expect(await store.get('a', '2')).toEqual({})
      expect(await store.getByAlias('a', 'two')).toEqual({})
      await store.deleteGroup('g')
      expect(await store.get('a', '2')).toBeUndefined()
    })

    it('stay as long as their last writing says', async () => {
      await store.put('a', '1', { n: 1 }, { ttl: 0.2, alias: 'one' })
      await store.put('a', '1', { n: 2 }, { alias: 'one' })
      await store.put('a', '2', {}, { ttl: 0.2 })
      await tested.outlive(0.2)
      expect(await store.get('a', '1')).toEqual({ n: 2 })
      expect(await store.getByAlias('a', 'one')).toEqual({ n: 2 })
    })

    it('are written once where they must', async () => {
      const writes = await Promise.all(
        [1, 2, 3].map((n) => store.putIfAbsent('a', '1', { n }, { ttl: 0.2 })),
      )
      expect(writes).toEqual([true, false, false])
      expect(await store.get('a', '1')).toEqual({ n: 1 })
      await tested.outlive(0.2)
      expect(await store.putIfAbsent('a', '1', { n: 4 })).toBe(true)
      expect(await store.get('a', '1')).toEqual({ n: 4 })
    })

    it('are consumed once', async () => {
      const value = { v: 1, empty: [], id: 12_345_678_901_234_567 }
      await store.put('code', 'x', value, { ttl: 10 })
      const consumed = await Promise.all([1, 2, 3].map(() => store.consume('code', 'x')))
      expect(consumed).toEqual([true, false, false])
      const seconds = Math.floor(tested.now() / 1000)
      expect(await store.get('code', 'x')).toEqual({ ...value, consumed: seconds })
      expect(await store.consume('code', 'unknown')).toBe(false)
      await store.put('code', 'y', { consumed: 7 })
      expect(await store.consume('code', 'y')).toBe(false)
      expect(await store.get('code', 'y')).toEqual({ consumed: 7 })
    })

    it('are found by alias within their kind', async () => {
      await store.put('token', '1', { n: 1 }, { alias: 'uid' })
      expect(await store.getByAlias('token', 'uid')).toEqual({ n: 1 })
      expect(await store.getByAlias('other', 'uid')).toBeUndefined()
      expect(await store.getByAlias('token', '1')).toBeUndefined()
      await store.consume('token', '1')
      expect(await store.getByAlias('token', 'uid')).toMatchObject({
        n: 1,
        consumed: expect.any(Number) as number,
      })
      await store.delete('token', '1')
      expect(await store.getByAlias('token', 'uid')).toBeUndefined()
    })

    it('are deleted by group, whatever their kind', async () => {
      await store.put('token', '1', { n: 1 }, { group: 'g', alias: 'uid' })
      await store.put('code', '2', { n: 2 }, { group: 'g', ttl: 10 })
      await store.put('token', '3', { n: 3 }, { group: 'h' })
      await store.deleteGroup('g')
      expect(await store.get('token', '1')).toBeUndefined()
      expect(await store.getByAlias('token', 'uid')).toBeUndefined()
      expect(await store.get('code', '2')).toBeUndefined()
      expect(await store.get('token', '3')).toEqual({ n: 3 })
      await store.deleteGroup('unknown')
    })

    it('are replaced where they are as they were read, and only there', async () => {
      const read = { n: 1, text: '\u{1F600}\ud800"' }
      await store.put('a', '1', read, { ttl: 0.2, group: 'g' })
      const writes = await Promise.all(
        [2, 3, 4].map((n) => store.compareAndSet('a', '1', read, { n }, 10)),
      )
      expect(writes).toEqual([true, false, false])
      await tested.outlive(0.2)
      expect(await store.get('a', '1')).toEqual({ n: 2 })
      expect(await store.compareAndDelete('a', '1', read)).toBe(false)
      expect(await store.count('a')).toBe(1)
      await store.deleteGroup('g')
      expect(await store.get('a', '1')).toBeUndefined()
      expect(await store.compareAndSet('a', '1', { n: 2 }, { n: 5 }, 10)).toBe(false)
      expect(await store.get('a', '1')).toBeUndefined()
      await store.put('a', '1', read)
      expect(await store.compareAndDelete('a', '1', read)).toBe(true)
      expect(await store.count('a')).toBe(0)
    })

    it('name the group that has most of a kind', async () => {
      expect(await store.largestGroup('a', 9)).toBeUndefined()
      await store.put('a', 'alone', {}, { ttl: 1 })
      for (const [id, group] of Object.entries({
        1: 'small',
        2: 'large',
        3: 'large',
        4: 'large',
      })) {
        await store.put('a', id, {}, { ttl: 20 - Number(id), group })
      }
      for (const id of ['5', '6', '7', '8']) await store.put('b', id, {}, { group: 'small' })
      expect(await store.largestGroup('a', 2)).toEqual({ size: 3, ids: ['4', '3'] })
      await store.delete('a', '2')
      await store.put('a', '3', {}, { ttl: 0.2, group: 'large' })
      await store.put('a', '5', {}, { ttl: 9, group: 'small' })
      await tested.outlive(0.2)
      expect(await store.largestGroup('a', 9)).toEqual({ size: 2, ids: ['5', '1'] })
    })

    it('are counted by kind', async () => {
      expect(await store.count('a')).toBe(0)
      await store.put('a', '1', {})
      await store.put('a', '1', {})
      await store.putIfAbsent('a', '2', {}, { ttl: 10 })
      await store.putIfAbsent('a', '2', {}, { ttl: 10 })
      await store.put('b', '3', {})
      expect(await store.count('a')).toBe(2)
      await store.delete('a', '1')
      await store.delete('a', '1')
      expect(await store.count('a')).toBe(1)
    })
  })
}
