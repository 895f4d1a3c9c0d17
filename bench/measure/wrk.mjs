import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const connections = 64

/** Whether wrk is here: a load generator that keeps any of these servers busy from one core. */
export async function hasWrk() {
  // It has no option that only says its version: without an address it prints how to use it.
  return run('wrk').then(
    () => true,
    ({ code }) => code !== 'ENOENT',
  )
}

/** A script for wrk that asks for one path after the other, as a browser without a cache does. */
export async function askInTurn(paths, directory) {
  const file = join(directory, 'in-turn.lua')
  const list = paths.map((path) => `"${path}"`).join(', ')
  await writeFile(
    file,
    `local paths, next = { ${list} }, 0
wrk.headers["Accept-Encoding"] = "gzip, deflate, br"
request = function()
  next = next % #paths + 1
  return wrk.format("GET", paths[next])
end
`,
  )
  return file
}

/** @returns requests per second of the server's CPU; every answer was a success */
export async function perCpuSecondOfWrk({ origin, server }, script, seconds) {
  const before = server.cpuSeconds()
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, origin]
  const { stdout } = await run('wrk', options)
  const used = server.cpuSeconds() - before
  const failed = /Non-2xx or 3xx responses: \d+|Socket errors: .*/.exec(stdout)?.[0]
  if (failed) throw new Error(`${origin}: ${failed}`)
  return Number(/(\d+) requests in/.exec(stdout)?.[1]) / used
}
