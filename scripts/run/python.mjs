import { execFileSync } from 'node:child_process'
import { runQuietly } from './processes.mjs'
import { step } from './steps.mjs'

/** What Streamlit's newest release needs. */
const oldestPython = [3, 11]

const commands = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11']

// Debian has `venv` without `ensurepip`, which only python3-venv brings.
const probe = `
import ensurepip, sys, venv
assert sys.version_info >= (${oldestPython.join(', ')})
print(sys.executable)
`

/** The path behind a command, if it is a Python that can make virtual environments. */
function pathOf(command) {
  try {
    return execFileSync(command, ['-c', probe], {
      encoding: 'utf8',
      timeout: 20_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return undefined
  }
}

/** The path of a Python that can run the samples, or undefined. PYTHON names one. */
export function findPython() {
  // The commands of the guide are for a Unix shell.
  if (process.platform === 'win32') return undefined
  const named = process.env.PYTHON
  for (const command of named ? [named] : commands) {
    const path = pathOf(command)
    if (path) return path
  }
  return undefined
}

/** Why the samples in Python cannot run, and what to do. */
export const pythonAdvice =
  process.platform === 'win32'
    ? 'their commands are for a Unix shell; run the tests on Linux or macOS, or in WSL'
    : `no Python ${oldestPython.join('.')} or newer that can make virtual environments was found; install it (Debian: python3-venv), or set PYTHON to its executable`

async function installWithApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => runQuietly('apt-get', args, { env }).catch(() => ({ exitCode: 127 }))
  if ((await apt('update')).exitCode === 127) return
  await apt('install', '-y', '--no-install-recommends', 'python3', 'python3-venv')
}

/** The path of a Python for the samples, installed if need be; undefined where that failed. */
export async function obtainPython() {
  const found = findPython()
  if (found) {
    console.log(`▸ Python: ${found}`)
    return found
  }
  return step('Getting Python for the samples', async () => {
    await installWithApt()
    return findPython()
  })
}
