import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { servicePath } from '../support/services.ts'
import { certificateOf, keyOf } from './certificate.ts'
import type { Machine } from './machine.ts'

/**
 * What the package of nginx has: a configuration that takes in those of the sites, and logs for all
 * of them. The error log has every level: a line of any may hold a URL.
 */
export function prepareNginx({ root }: Machine): void {
  const logs = `${root}/var/log/nginx`
  mkdirSync(logs, { recursive: true })
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${root}/${name};`)
    .join('\n')
  writeFileSync(
    `${root}/etc/nginx/nginx.conf`,
    `daemon off;\npid ${root}/nginx.pid;\nerror_log ${logs}/error.log info;\nevents {}\nhttp {\naccess_log ${logs}/access.log;\n${temporary}\ninclude ${root}/etc/nginx/conf.d/*.conf;\n}\n`,
  )
}

/** What the package of Redis has: a folder, a service, and a configuration to add to. */
export function prepareRedis(machine: Machine, port: number): void {
  const folder = machine.path('/etc/redis')
  mkdirSync(folder)
  mkdirSync(machine.path('/var/lib/redis'))
  writeFileSync(
    join(folder, 'redis.conf'),
    `bind 127.0.0.1\ndir ${machine.path('/var/lib/redis')}\n`,
  )
  cpSync(certificateOf(machine.root), join(folder, 'redis.crt'))
  cpSync(certificateOf(machine.root), join(folder, 'ca.crt'))
  cpSync(keyOf(machine.root), join(folder, 'redis.key'))
  const shown = machine.path('/opt/genkan/current/deploy/redis.conf')
  writeFileSync(shown, readFileSync(shown, 'utf8').replace('6379', `${port}`))
  const command = `${servicePath('redis')} ${folder}/redis.conf`
  writeService(machine, 'redis-server', command, folder)
}

/** What the package of Caddy has: the program, and a service. */
export function prepareCaddy(machine: Machine): void {
  const caddy = join(machine.root, 'bin', 'caddy')
  writeFileSync(caddy, `#!/bin/sh\nHOME=${machine.root} exec ${servicePath('caddy')} "$@"\n`, {
    mode: 0o755,
  })
  const command = `${caddy} run --config ${machine.path('/etc/caddy/Caddyfile')}`
  writeService(machine, 'caddy', command, machine.root)
}

function writeService(machine: Machine, name: string, command: string, folder: string): void {
  writeFileSync(
    machine.path(`/etc/systemd/system/${name}.service`),
    `[Service]\nExecStart=${command}\nWorkingDirectory=${folder}\nTimeoutStopSec=10\nUMask=0077\n`,
  )
}
