import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  adviceFor,
  findService,
  packagesToInstall,
  servicesAdvice,
} from '../../scripts/run/services.mjs'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'genkan-services-'))
  for (const [name, mode] of [
    ['redis-server', 0o755],
    ['valkey-server', 0o755],
    ['data', 0o644],
  ] as const) {
    writeFileSync(join(folder, name), '')
    chmodSync(join(folder, name), mode)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

const container = { platform: 'linux', isRoot: true, hasServiceManager: false }
// nginx may be in /usr/sbin, where it is looked for too: here the variable says that it is not.
const noNginx = { NGINX: '/nowhere/nginx' }
/** Variables that say of each program but Redis that it is there. */
const others = () => {
  const there = join(folder, 'redis-server')
  return { NGINX: there, CADDY: there, SYSTEMD_ANALYZE: there }
}

describe('a server for the tests', () => {
  it('is found in PATH, the name of Redis before that of Valkey', () => {
    expect(findService('redis', { PATH: folder })).toBe(join(folder, 'redis-server'))
    expect(findService('redis', { PATH: '/nowhere' })).toBeUndefined()
  })

  it('is the one that the variable names, and no other', () => {
    const valkey = join(folder, 'valkey-server')
    expect(findService('redis', { PATH: folder, REDIS_SERVER: valkey })).toBe(valkey)
    const data = join(folder, 'data')
    expect(findService('redis', { PATH: folder, REDIS_SERVER: data })).toBeUndefined()
    expect(findService('nginx', { PATH: folder, ...noNginx })).toBeUndefined()
  })

  it('is installed where it is missing and nothing would be started by that', () => {
    const without = { PATH: '/nowhere', ...others() }
    expect(packagesToInstall(without, container)).toEqual(['redis-server'])
    const { NGINX } = others()
    expect(packagesToInstall({ PATH: '/nowhere', NGINX }, container)).toEqual([
      ...['redis-server', 'caddy', 'systemd'],
    ])
    for (const machine of [
      { ...container, platform: 'darwin' },
      { ...container, isRoot: false },
      { ...container, hasServiceManager: true },
    ]) {
      expect(packagesToInstall(without, machine)).toEqual([])
    }
  })

  it('is not installed where it is there, or where a variable names something else', () => {
    expect(packagesToInstall({ PATH: folder, ...others(), ...noNginx }, container)).toEqual([])
  })

  it('is told to be missing, with what to do', () => {
    const there = join(folder, 'redis-server')
    expect(servicesAdvice({ REDIS_SERVER: there, ...others() })).toBeUndefined()
    expect(servicesAdvice({ PATH: '/nowhere', ...others() })).toBe(
      'Redis not found: install it (Debian: redis-server), or set REDIS_SERVER to the executable',
    )
    expect(servicesAdvice({ REDIS_SERVER: there, ...others(), ...noNginx })).toBe(
      'NGINX names /nowhere/nginx, which cannot be run',
    )
    const missing = { PATH: '/nowhere', REDIS_SERVER: there, ...others(), SYSTEMD_ANALYZE: '' }
    expect(servicesAdvice(missing, 'linux')).toBe(
      'systemd-analyze not found: install it (Debian: systemd), or set SYSTEMD_ANALYZE to the executable',
    )
    expect(servicesAdvice(missing, 'darwin')).toBeUndefined()
    expect(adviceFor(['redis', 'nginx'], { REDIS_SERVER: there, ...noNginx })).toBe(
      'NGINX names /nowhere/nginx, which cannot be run',
    )
  })
})
