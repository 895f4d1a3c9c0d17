import { execFile } from 'node:child_process'
import { close, constants, open, read } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A pipe for the output of a process, with a reader who reads only when told to. */
export interface Fifo {
  /** The end that a process writes to. */
  readonly writeEnd: number
  /** Gives up this process's hold on the end that a process writes to, once it has it. */
  handOver(): Promise<void>
  /** What was written and not read yet; as much as there is. */
  read(): Promise<string>
  /** Closes the end that is read. */
  abandon(): Promise<void>
}

const [openFile, closeFile] = [promisify(open), promisify(close)]

export async function makeFifo(): Promise<Fifo> {
  const folder = await mkdtemp(join(tmpdir(), 'genkan-fifo-'))
  const path = join(folder, 'output')
  await promisify(execFile)('mkfifo', [path])
  // Non-blocking: a pipe without a writer would keep `open` waiting.
  const readEnd = await openFile(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const writeEnd = await openFile(path, constants.O_WRONLY)
  await rm(folder, { recursive: true })
  return {
    writeEnd,
    handOver: () => closeFile(writeEnd),
    read: () => readAll(readEnd),
    abandon: () => closeFile(readEnd),
  }
}

async function readAll(descriptor: number): Promise<string> {
  const buffer = Buffer.alloc(64 * 1024)
  const chunks: Buffer[] = []
  for (;;) {
    const count = await new Promise<number>((resolve, reject) => {
      read(descriptor, buffer, 0, buffer.length, null, (error, bytes) => {
        if (error && error.code !== 'EAGAIN') reject(error)
        else resolve(error ? 0 : bytes)
      })
    })
    if (count === 0) return Buffer.concat(chunks).toString()
    chunks.push(Buffer.from(buffer.subarray(0, count)))
  }
}
