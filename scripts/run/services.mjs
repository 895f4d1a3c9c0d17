import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runQuietly } from './processes.mjs'
import { step } from './steps.mjs'

/**
 * Programs that some tests need: servers that a test starts with a folder and a port of its own, and
 * what reads the units of systemd.
 */
const services = {
  redis: {
    ...{ title: 'Redis', variable: 'REDIS_SERVER', debianPackage: 'redis-server' },
    commands: ['redis-server', 'valkey-server'],
  },
  nginx: {
    ...{ title: 'nginx', variable: 'NGINX', debianPackage: 'nginx-light' },
    commands: ['nginx'],
    // Debian keeps it where only root's PATH leads.
    folders: ['/usr/sbin'],
  },
  caddy: {
    ...{ title: 'Caddy', variable: 'CADDY', debianPackage: 'caddy' },
    commands: ['caddy'],
  },
  'systemd-analyze': {
    ...{ title: 'systemd-analyze', variable: 'SYSTEMD_ANALYZE', debianPackage: 'systemd' },
    commands: ['systemd-analyze'],
    platform: 'linux',
  },
}
const names = Object.keys(services)

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The path of an installed program; REDIS_SERVER, NGINX, CADDY or SYSTEMD_ANALYZE names another.
 * @param {keyof typeof services} name
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string | undefined}
 */
export function findService(name, env = process.env) {
  const { variable, commands, folders: known = [] } = services[name]
  const named = env[variable]
  if (named) return isExecutable(named) ? named : undefined
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), ...known]
  return commands
    .flatMap((command) => folders.map((folder) => join(folder, command)))
    .find(isExecutable)
}

/**
 * The packages that would bring what is missing, where this process may install them.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {{ platform: string, isRoot: boolean, hasServiceManager: boolean }} machine
 * @returns {string[]}
 */
export function packagesToInstall(env, { platform, isRoot, hasServiceManager }) {
  // Under a service manager the packages would start servers, on ports 6379 and 80.
  if (platform !== 'linux' || !isRoot || hasServiceManager) return []
  return (
    names
      // A variable that names no executable is to be mended, and is not by a package.
      .filter((name) => !env[services[name].variable] && !findService(name, env))
      .map((name) => services[name].debianPackage)
  )
}

function thisMachine() {
  const isRoot = process.getuid?.() === 0
  const hasServiceManager = existsSync('/run/systemd/system')
  return { platform: process.platform, isRoot, hasServiceManager }
}

async function installWithApt(packages) {
  // In runlevel 1 Debian's scripts start nothing (invoke-rc.d(8)). What has a unit alone, as Caddy
  // has, is started by nobody where no service manager runs.
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const apt = (...args) => runQuietly('apt-get', args, { env }).catch(() => ({ exitCode: 127 }))
  if ((await apt('update')).exitCode === 127) return
  // Each by itself: a system that lacks one of them still gets the others.
  for (const each of packages) await apt('install', '-y', '--no-install-recommends', each)
}

/**
 * What to do about those of these programs that are missing; undefined where none is.
 * @param {readonly string[]} wanted names of programs
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string | undefined}
 */
export function adviceFor(wanted, env = process.env) {
  const lines = wanted
    .filter((name) => !findService(name, env))
    .map((name) => {
      const { title, variable, debianPackage } = services[name]
      return env[variable]
        ? `${variable} names ${env[variable]}, which cannot be run`
        : `${title} not found: install it (Debian: ${debianPackage}), or set ${variable} to the executable`
    })
  return lines.length === 0 ? undefined : lines.join('; ')
}

/**
 * Why some tests cannot run, and what to do; undefined where all can, or can on no such system.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string | undefined}
 */
export function servicesAdvice(env = process.env, platform = process.platform) {
  const possible = names.filter((name) => (services[name].platform ?? platform) === platform)
  return adviceFor(possible, env)
}

/** Gets these programs for the tests, from the system's packages where that is possible. */
export async function obtainServices() {
  const packages = packagesToInstall(process.env, thisMachine())
  if (packages.length > 0) {
    const list = new Intl.ListFormat('en').format(packages)
    await step(`Getting ${list} for the tests`, () => installWithApt(packages))
  }
  for (const name of names) {
    const path = findService(name)
    if (path) console.log(`▸ ${services[name].title}: ${path}`)
  }
}
