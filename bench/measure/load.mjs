import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds that a server has for what it does after its last answer, such as writing logs. */
const settle = 100

/**
 * Does something over and over, several at a time, until it has been done `times` times.
 * Whatever fails ends it.
 */
export async function repeat(act, times, atATime) {
  let begun = 0
  const worker = async () => {
    while (begun < times) {
      begun += 1
      await act()
    }
  }
  await Promise.all(Array.from({ length: Math.min(atATime, times) }, worker))
}

/**
 * Does something over and over, several at a time, until the server has used that much CPU.
 * @returns how often, and in how many seconds of CPU; all that were begun are waited for and counted
 */
export async function withinCpu(server, act, cpuSeconds, atATime) {
  const before = server.cpuSeconds()
  let done = 0
  let enough = false
  const worker = async () => {
    while (!enough) {
      await act()
      done += 1
      if (done % 10 === 0) enough = server.cpuSeconds() - before >= cpuSeconds
    }
  }
  await Promise.all(Array.from({ length: atATime }, worker))
  await wait(settle)
  return { done, seconds: server.cpuSeconds() - before }
}
