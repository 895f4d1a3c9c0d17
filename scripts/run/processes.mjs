/** Child processes: their output, their exit codes, and an end for all of them on a signal. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { projectRoot } from './project.mjs'

const heartbeatMs = 15_000
const orphanCheckMs = 250
/** How long a process group may take to end after SIGTERM before it gets SIGKILL. */
const stopLimitMs = 10_000

/** The exit code a shell would report. */
const exitCodeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 1)

/** Children that run now. @type {Set<{ child: import('node:child_process').ChildProcess, isGroup: boolean }>} */
const running = new Set()
let stopSignal

/** From now on a signal ends this process and everything that it has started. */
export function endOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(signal))
  // The shell that npm runs a script in may end on a signal without passing it on: then the process
  // has another parent. Whoever starts the script without npm may leave it running.
  const parent = process.ppid
  if (!('npm_lifecycle_event' in process.env)) return
  setInterval(() => process.ppid !== parent && void stop('SIGTERM'), orphanCheckMs).unref()
}

async function stop(signal) {
  if (stopSignal) return
  stopSignal = signal
  const ending = [...running]
  for (const { child, isGroup } of ending) kill(child, isGroup, isGroup ? 'SIGTERM' : signal)
  // The server of `npm start` ends as it sees fit, and its exit code is ours.
  if (ending.some(({ isGroup }) => !isGroup)) return
  await Promise.all(ending.map(({ child }) => untilGroupEnds(child)))
  process.exit(exitCodeOf(null, signal))
}

/** @returns whether there was anything left to signal */
function kill(child, isGroup, signal) {
  if (child.pid === undefined) return false
  if (!isGroup || process.platform === 'win32') return child.kill(signal)
  try {
    return process.kill(-child.pid, signal)
  } catch {
    return false
  }
}

async function untilGroupEnds(child) {
  const deadline = Date.now() + stopLimitMs
  while (kill(child, true, 0)) {
    if (Date.now() > deadline) return void kill(child, true, 'SIGKILL')
    await wait(50)
  }
}

/**
 * @param isGroup whether the command gets a process group of its own, so that whatever it starts
 *   ends with it; such a command reads nothing from the terminal
 * @returns the child, and a promise of its exit code
 */
function start(command, args, { stdio, env = {}, shell = false, isGroup }) {
  if (stopSignal) process.exit(exitCodeOf(null, stopSignal))
  // Astro would otherwise report its use over the network.
  const childEnv = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env }
  const child = spawn(command, args, {
    ...{ cwd: projectRoot, env: childEnv, shell, stdio },
    detached: isGroup && process.platform !== 'win32',
  })
  const entry = { child, isGroup }
  running.add(entry)
  // What a command leaves behind, such as the servers of a test run that crashed, ends with it.
  child.once('exit', () => isGroup && kill(child, isGroup, 'SIGTERM'))
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(exitCodeOf(code, signal)))
  }).finally(() => {
    // During a stop nothing goes on from here: `stop` ends the process.
    if (stopSignal && isGroup) return new Promise(() => {})
    running.delete(entry)
  })
  return { child, ended }
}

/** Runs a server in the terminal, which has its input and its signals. @returns its exit code */
export function runServer(command, args) {
  return start(command, args, { stdio: 'inherit', isGroup: false }).ended
}

/** Runs a command whose output is shown as it comes. @returns its exit code */
export function runShown(command, args, { env } = {}) {
  const stdio = ['ignore', 'inherit', 'inherit']
  return start(command, args, { env, stdio, isGroup: true }).ended
}

/**
 * Runs a command whose output is of interest only if it fails.
 * @returns {Promise<{exitCode: number, output: string}>}
 */
export async function runQuietly(command, args, { env, shell } = {}) {
  const stdio = ['ignore', 'pipe', 'pipe']
  const { child, ended } = start(command, args, { env, shell, stdio, isGroup: true })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text))
  }
  return { exitCode: await ended, output }
}

/** A failure that one sentence explains. `output` is what the failed command printed, if hidden. */
export class StepFailure extends Error {
  constructor(message, { exitCode = 1, output = '' } = {}) {
    super(message)
    this.name = 'StepFailure'
    this.exitCode = exitCode
    this.output = output
  }
}

export const secondsSince = (startedAt) => `${Math.round((Date.now() - startedAt) / 1000)} s`

/**
 * Runs a step that prints nothing itself: its name before, a line now and then while it runs, and
 * the time it took.
 */
export async function step(name, work) {
  console.log(`▸ ${name}`)
  const startedAt = Date.now()
  const heartbeat = setInterval(
    () => console.log(`  … still at it (${secondsSince(startedAt)})`),
    heartbeatMs,
  )
  try {
    const result = await work()
    console.log(`  ${name}: done in ${secondsSince(startedAt)}`)
    return result
  } catch (error) {
    console.log(`  ${name}: failed after ${secondsSince(startedAt)}`)
    throw error
  } finally {
    clearInterval(heartbeat)
  }
}

/** Ends the process as an error asks: its hidden output, then one line. */
export function reportFailure(error) {
  if (!(error instanceof StepFailure)) {
    console.error(error)
    process.exitCode = 1
    return
  }
  if (error.output) console.error(error.output.trimEnd())
  console.error(`✗ ${error.message}`)
  process.exitCode = error.exitCode
}
