import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { servicePath } from './services.ts'

export interface Nginx {
  readonly url: string
  stop(): Promise<void>
}

const startLimitMs = 10_000

/**
 * Starts nginx on loopback, which hands each request to the next one of the instances.
 * @param ports of the instances, on localhost
 */
export async function startNginx(port: number, ports: readonly number[]): Promise<Nginx> {
  const directory = await mkdtemp(join(tmpdir(), 'genkan-nginx-'))
  const file = join(directory, 'nginx.conf')
  await writeFile(file, configuration(directory, port, ports))
  const child = spawn(servicePath('nginx'), ['-c', file, '-p', directory, '-e', 'stderr'], {
    stdio: 'ignore',
  })
  const url = `http://localhost:${port}`
  const startedAt = Date.now()
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() - startedAt > startLimitMs) {
      throw new Error('nginx did not start')
    }
    await wait(20)
  }
  return {
    url,
    async stop() {
      if (child.exitCode !== null) return
      const closed = once(child, 'close')
      child.kill('SIGTERM')
      await closed
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    () => true,
    () => false,
  )
}

// The limits of failures are off: an instance that is away is tried again by the next request.
function configuration(directory: string, port: number, ports: readonly number[]): string {
  const servers = ports.map((each) => `server localhost:${each} max_fails=0;`)
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(directory, name)};`,
  )
  return `
daemon off;
master_process off;
pid ${join(directory, 'nginx.pid')};
events {}
http {
  access_log off;
  ${folders.join('\n  ')}
  upstream genkan {
    ${servers.join('\n    ')}
  }
  server {
    listen localhost:${port};
    location / {
      proxy_pass http://genkan;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_connect_timeout 2s;
    }
  }
}
`
}
