import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LogOutput } from '../../../src/server/log-output.ts'

/** An output of which a test decides what becomes of each write. */
class TestOutput {
  readonly writes: string[] = []
  #done: ((error: NodeJS.ErrnoException | null, written: number) => void) | undefined

  readonly write = (
    bytes: Buffer,
    done: (error: NodeJS.ErrnoException | null, written: number) => void,
  ) => {
    this.writes.push(bytes.toString())
    this.#done = done
  }

  takes(count = Buffer.byteLength(this.writes.at(-1) ?? '')): void {
    this.#done?.(null, count)
  }

  fails(code: string): void {
    this.#done?.(Object.assign(new Error(code), { code }), 0)
  }
}

let output: TestOutput
let dropped: number[]
let log: LogOutput
beforeEach(() => {
  vi.useFakeTimers()
  output = new TestOutput()
  dropped = []
  log = new LogOutput((count) => dropped.push(count), output.write)
})
afterEach(() => {
  vi.useRealTimers()
})

const kilobyte = `${'x'.repeat(1023)}\n`

describe('the output of the log', () => {
  it('gets lines in order, one write at a time', () => {
    for (const line of ['a\n', 'b\n', 'c\n']) log.write(line)
    expect(output.writes).toEqual(['a\n'])
    output.takes()
    expect(output.writes).toEqual(['a\n', 'b\nc\n'])
  })

  it('gets the rest where it took a part of a character', () => {
    log.write('玄関\n')
    output.takes(4)
    expect(output.writes.at(-1)).toHaveLength(3)
    output.takes(3)
    expect(Buffer.byteLength('玄関\n')).toBe(7)
    log.write('next\n')
    expect(output.writes.at(-1)).toBe('next\n')
  })

  it.each(['EAGAIN', 'EPIPE', 'ENOSPC', 'EIO'])('is tried again after %s', (code) => {
    log.write('a\n')
    for (let time = 0; time < 50; time += 1) {
      output.fails(code)
      vi.advanceTimersByTime(100)
    }
    expect(output.writes).toHaveLength(51)
    expect(new Set(output.writes)).toEqual(new Set(['a\n']))
    output.takes()
    expect(dropped).toEqual([])
  })

  it('holds a megabyte, and says how many lines it dropped when it flows again', () => {
    for (let count = 0; count < 3000; count += 1) log.write(kilobyte)
    output.takes()
    const [, waited = ''] = output.writes
    expect(waited.length).toBe(1024 * 1024)
    expect(dropped).toEqual([])
    output.takes()
    expect(dropped).toEqual([3000 - 1025])
  })
})

describe('the end of the log', () => {
  it('is at once where nothing waits', async () => {
    expect(await log.close(1000)).toBe(true)
  })

  it('is when all is written', async () => {
    for (const line of ['a\n', 'b\n']) log.write(line)
    const closed = log.close(1000)
    output.takes()
    output.takes()
    expect(await closed).toBe(true)
    expect(output.writes).toEqual(['a\n', 'b\n'])
  })

  it('comes after a while where the output takes nothing', async () => {
    const full = new LogOutput(
      () => undefined,
      (_, done) => queueMicrotask(() => done(Object.assign(new Error(), { code: 'EAGAIN' }), 0)),
    )
    full.write('a\n')
    const closed = full.close(1000)
    await vi.advanceTimersByTimeAsync(999)
    expect(await Promise.race([closed, 'waits'])).toBe('waits')
    await vi.advanceTimersByTimeAsync(1)
    expect(await closed).toBe(true)
  })

  it('is told to be held where a write blocks', async () => {
    log.write('a\n')
    const closed = log.close(1000)
    await vi.advanceTimersByTimeAsync(1100)
    expect(await closed).toBe(false)
  })
})
