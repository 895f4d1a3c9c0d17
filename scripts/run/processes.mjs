import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { projectRoot } from './project.mjs'

const heartbeatMs = 15_000

/** The exit code a shell would report. */
const exitCodeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 1)

function start(command, args, { stdio, env = {}, shell = false, cwd = projectRoot }) {
  // Astro would otherwise report its use over the network.
  const childEnv = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env }
  return spawn(command, args, { cwd, env: childEnv, shell, stdio })
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(exitCodeOf(code, signal)))
  })
}

// npm starts a script through a shell that ends on a signal without passing it on: the sign of it
// is that we have got another parent. Somebody who started us by hand may leave us running.
const firstParent = process.ppid
const isOrphaned = () => 'npm_lifecycle_event' in process.env && process.ppid !== firstParent
const orphanCheckMs = 250

/** Hands our signals to a child until the returned function is called. */
function passSignalsTo(child) {
  const forward = (signal) => child.kill(signal)
  const orphanCheck = setInterval(() => {
    if (!isOrphaned()) return
    clearInterval(orphanCheck)
    forward('SIGTERM')
  }, orphanCheckMs)
  process.on('SIGINT', forward).on('SIGTERM', forward)
  return () => {
    clearInterval(orphanCheck)
    process.off('SIGINT', forward).off('SIGTERM', forward)
  }
}

/** Runs a command on our own terminal, hands our signals to it, and gives its exit code. */
export async function runShown(command, args, options = {}) {
  const child = start(command, args, { ...options, stdio: 'inherit' })
  const stopPassing = passSignalsTo(child)
  try {
    return await ended(child)
  } finally {
    stopPassing()
  }
}

/**
 * Runs a command that nobody needs to read unless it fails. A line now and then says that it is
 * still at work; `keep` lets chosen lines of its output through.
 * @returns {Promise<{exitCode: number, output: string}>}
 */
export async function runQuietly(command, args, { keep, ...options } = {}) {
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const stopPassing = passSignalsTo(child)
  const startedAt = Date.now()
  const heartbeat = setInterval(() => {
    console.log(`  … still at it (${Math.round((Date.now() - startedAt) / 1000)} s)`)
  }, heartbeatMs)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text))
  }
  try {
    const exitCode = await ended(child)
    if (keep && exitCode === 0) printMatching(output, keep)
    return { exitCode, output }
  } finally {
    clearInterval(heartbeat)
    stopPassing()
  }
}

function printMatching(output, pattern) {
  for (const line of output.split('\n')) if (pattern.test(line)) console.log(`  ${line}`)
}
