import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findProgram } from '../../scripts/run/programs.mjs'
import { ServerProcess, freePort, root } from './processes.mjs'

const brotliModule = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so'

/** @returns the servers of the built files that there are, and what is missing for others */
export async function startFiles(directory) {
  const servers = [await startGenkan(directory)]
  const nginx = findProgram('nginx')
  if (!nginx) {
    return {
      servers,
      missing: ['nginx was not found (Debian: nginx-light), so nothing is compared.'],
    }
  }
  servers.push(await startNginx(nginx, directory))
  const missing = existsSync(brotliModule)
    ? []
    : ['nginx had no module for brotli (Debian: libnginx-mod-http-brotli-static) and sent gzip.']
  return { servers, missing }
}

export async function startGenkan(directory) {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const env = { PORT: `${port}`, SITE_URL: origin, DATA_DIR: join(directory, 'genkan') }
  const server = new ServerProcess('genkan', ['src/serve.ts'], env, directory)
  await server.untilServing(`${origin}/favicon.svg`)
  return { id: 'genkan', title: 'Genkan, as served', origin, server }
}

/** One process, so that its CPU time is that of the work. */
async function startNginx(command, directory) {
  const port = await freePort()
  const folder = join(directory, 'nginx')
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'nginx.conf')
  await writeFile(file, configuration(port, folder))
  const origin = `http://localhost:${port}`
  const server = new ServerProcess('nginx', ['-c', file, '-p', folder], {}, directory, command)
  await server.untilServing(`${origin}/favicon.svg`)
  const version = readFileSync(join(folder, 'error.log'), 'utf8').match(/nginx\/[\d.]+/)?.[0]
  return { id: 'nginx', title: version ?? 'nginx', origin, server }
}

function configuration(port, folder) {
  const brotli = existsSync(brotliModule)
  return `
${brotli ? `load_module ${brotliModule};` : ''}
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log notice;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  access_log ${folder}/access.log;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  gzip_static on;
  ${brotli ? 'brotli_static on;' : ''}
  open_file_cache max=1000;
  server {
    listen 127.0.0.1:${port};
    listen [::1]:${port};
    root ${join(root, 'dist/client')};
    index index.html;
  }
}
`
}
