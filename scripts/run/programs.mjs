/**
 * Programs that some tests need: servers that a test starts with a folder and a port of its own, what
 * reads systemd's units, and the Python of the samples.
 */
import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runQuietly, step } from './processes.mjs'

/** What Streamlit's newest release needs. */
const oldestPython = [3, 11]

/** Of each: the variable that names another executable, the commands, and how Debian packages it. */
const programs = {
  redis: {
    ...{ title: 'Redis', variable: 'REDIS_SERVER', packages: ['redis-server'] },
    commands: ['redis-server', 'valkey-server'],
  },
  nginx: {
    ...{ title: 'nginx', variable: 'NGINX', packages: ['nginx-light'] },
    commands: ['nginx'],
    // Debian keeps it where only root's PATH leads.
    folders: ['/usr/sbin'],
  },
  caddy: {
    ...{ title: 'Caddy', variable: 'CADDY', packages: ['caddy'] },
    commands: ['caddy'],
  },
  'systemd-analyze': {
    ...{ title: 'systemd-analyze', variable: 'SYSTEMD_ANALYZE', packages: ['systemd'] },
    commands: ['systemd-analyze'],
  },
  python: {
    title: `Python ${oldestPython.join('.')} or newer with venv`,
    ...{ variable: 'PYTHON', packages: ['python3', 'python3-venv'] },
    commands: ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11'],
    resolve: usablePython,
  },
}

/** @typedef {keyof typeof programs} Program */

/** @type {readonly Program[]} */
const names = Object.keys(programs)

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The path of the interpreter behind a command, which may be a wrapper that picks one; undefined where
 * it is too old or makes no virtual environments, as on Debian without python3-venv.
 */
function usablePython(file) {
  const probe = `
import ensurepip, sys, venv
assert sys.version_info >= (${oldestPython.join()})
print(sys.executable)
`
  try {
    const options = { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] }
    return execFileSync(file, ['-c', probe], options).trim()
  } catch {
    return undefined
  }
}

/**
 * The path of an installed program; its variable may name another.
 * @param {Program} name
 * @returns {string | undefined}
 */
export function findProgram(name) {
  const { variable, commands, folders: known = [], resolve = (file) => file } = programs[name]
  const named = process.env[variable]
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...known]
  const files = named
    ? [named]
    : commands.flatMap((command) => folders.map((folder) => join(folder, command)))
  for (const file of files) {
    const path = isExecutable(file) ? resolve(file) : undefined
    if (path) return path
  }
  return undefined
}

/**
 * Which of these programs are missing, and what to do; undefined where none is.
 * @param {readonly Program[]} wanted
 * @returns {string | undefined}
 */
export function adviceFor(wanted) {
  const lines = wanted
    .filter((name) => !findProgram(name))
    .map((name) => {
      const { title, variable, packages } = programs[name]
      const named = process.env[variable]
      return named
        ? `${variable} names ${named}, which is not ${title}`
        : `${title} not found: install it (Debian: ${packages.join(' ')}), or set ${variable} to the executable`
    })
  return lines.length === 0 ? undefined : lines.join('; ')
}

export const canUseApt = () => process.platform === 'linux' && process.getuid?.() === 0

/** Installs packages of Debian's, as far as they are to be had. */
export async function installWithApt(packages) {
  // In runlevel 1 Debian's scripts start no server (invoke-rc.d(8)).
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const apt = (...args) => runQuietly('apt-get', args, { env }).catch(() => ({ exitCode: 127 }))
  if ((await apt('update')).exitCode === 127) return
  // Each by itself: a system that lacks one of them still gets the others.
  for (const each of packages) await apt('install', '-y', '--no-install-recommends', each)
}

/** Gets the programs that are missing, from the system's packages where that is possible. */
export async function installPrograms() {
  // Whoever set a variable wants that program and no other.
  const missing = names.filter(
    (name) => !process.env[programs[name].variable] && !findProgram(name),
  )
  // Under a service manager the packages would start servers, on ports 6379 and 80.
  if (missing.length > 0 && canUseApt() && !existsSync('/run/systemd/system')) {
    const titles = missing.map((name) => programs[name].title)
    await step(`Getting ${new Intl.ListFormat('en').format(titles)}`, () =>
      installWithApt(missing.flatMap((name) => programs[name].packages)),
    )
  }
  for (const name of names) {
    const path = findProgram(name)
    if (path) console.log(`▸ ${programs[name].title}: ${path}`)
  }
}
