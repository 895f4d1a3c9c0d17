import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Fifo, makeFifo } from '../support/fifo.ts'
import { freePort } from '../support/free-port.ts'
import { KeepAliveClient } from '../support/keep-alive.ts'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))
/** Milliseconds after SIGTERM: the server's own grace, and some to start its end. */
const stopLimit = 11_000

let dataDir: string
let fifo: Fifo
let child: ChildProcess
let client: KeepAliveClient
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'genkan-'))
  fifo = await makeFifo()
  const port = await freePort()
  const env = { PATH: process.env['PATH'], PORT: `${port}`, DATA_DIR: dataDir }
  child = spawn(process.execPath, ['src/serve.ts'], {
    cwd: projectRoot,
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', fifo.writeEnd, 'inherit'],
  })
  await fifo.handOver()
  await expect.poll(() => fifo.read(), { timeout: 20_000 }).toContain('data is in:')
  client = new KeepAliveClient(`http://localhost:${port}`, 8)
})
afterEach(async () => {
  client.close()
  child.kill('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

/** Asks for a small file as often as it says; each answer is a line of the log. */
async function ask(times: number): Promise<void> {
  let left = times
  const work = async () => {
    while (left > 0) {
      left -= 1
      const { status } = await client.get('/personas/taro.svg', {})
      expect(status).toBe(200)
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
}

/** @returns how the server ended after SIGTERM; the signal is SIGKILL where it did not end */
async function stopped() {
  const exited = once(child, 'exit')
  const deadline = setTimeout(() => child.kill('SIGKILL'), stopLimit)
  child.kill('SIGTERM')
  const [code, signal] = (await exited) as [number | null, NodeJS.Signals | null]
  clearTimeout(deadline)
  return { code, signal }
}

const ended = { code: 0, signal: null }

describe.skipIf(process.platform === 'win32')('a server whose output', () => {
  it('is not read any more answers on, and ends', async () => {
    await ask(3_000)
    expect(await stopped()).toEqual(ended)
  })

  it('is not read any more and then has no reader answers on, and ends', async () => {
    await ask(3_000)
    await fifo.abandon()
    await ask(100)
    expect(await stopped()).toEqual(ended)
  })

  it('has no reader answers on, and ends', async () => {
    await fifo.abandon()
    await ask(100)
    expect(await stopped()).toEqual(ended)
  })

  it('is read again after megabytes says how many lines it has dropped', async () => {
    const total = 12_000
    await ask(total)
    let text = ''
    await expect
      .poll(async () => (text += await fifo.read()), { interval: 1, timeout: 10_000 })
      .toContain('log lines dropped')
    await ask(1)
    await expect
      .poll(async () => (text += await fifo.read()))
      .toMatch(/log lines dropped"\}\n\{.*"request"\}\n$/)
    const lines = text.trimEnd().split('\n')
    const logged = lines.map((line) => JSON.parse(line) as { msg: string; dropped?: number })
    const dropped = logged.find(({ msg }) => msg === 'log lines dropped')?.dropped ?? 0
    const written = logged.filter(({ msg }) => msg === 'request').length
    expect(dropped).toBeGreaterThan(0)
    expect(written + dropped).toBe(total + 1)
    expect(text.length).toBeLessThan(1.2 * 1024 * 1024)
    expect(await stopped()).toEqual(ended)
  })
})
