import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { type Server, createServer } from 'node:http'
import { join } from 'node:path'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '../support/free-port.ts'
import { servicePath } from '../support/services.ts'
import { certificateOf, certify } from './certificate.ts'
import { prepareNginx } from './debian-packages.ts'
import { projectRoot } from './document.ts'
import { writeStandIns } from './stand-ins.ts'
import { Service } from './service-manager.ts'

const run = promisify(execFile)

/** Folders of a machine that the commands write to. */
const folders =
  /\/(?:opt\/genkan|etc\/(?:genkan|systemd|nginx|caddy|redis|letsencrypt)|var\/(?:lib\/(?:genkan|redis)|backups|www))(?![\w-])/g

/**
 * A folder that stands for a machine. Commands and the files of deploy/ are the document's own, but
 * for their paths, ports and the name of the site, which is localhost here. Users are left out;
 * packages come from this project, for want of a network; systemd is {@link Service}.
 */
export class Machine {
  readonly root: string
  readonly ports: { readonly site: number; readonly plain: number; readonly tls: number }
  readonly services = new Map<string, Service>()
  /** What systemctl was asked for. */
  readonly asked: string[] = []
  readonly #systemd: Server
  #nginx: ChildProcess | undefined

  private constructor(root: string, ports: Machine['ports']) {
    this.root = root
    this.ports = ports
    this.#systemd = createServer((request, response) => {
      const words = new URL(request.url ?? '', 'http://systemd').searchParams.get('words') ?? ''
      this.asked.push(words)
      this.#manage(words.split(' ')).then(
        () => response.end(),
        (error: Error) => response.writeHead(500).end(error.message),
      )
    })
  }

  static async make(): Promise<Machine> {
    mkdirSync(`${projectRoot}/.cache`, { recursive: true })
    // In the project's own file system, so that its packages can be linked.
    const root = mkdtempSync(join(projectRoot, '.cache', 'machine-'))
    const newPort = () => freePort('127.0.0.1')
    const [site, plain, tls] = [await newPort(), await newPort(), await newPort()]
    const machine = new Machine(root, { site, plain, tls })
    for (const folder of [
      'bin',
      'etc/systemd/system',
      'etc/nginx/conf.d',
      'etc/caddy',
      'opt/genkan/releases',
      'var/lib',
      'var/backups',
      'var/www/acme',
    ]) {
      mkdirSync(join(root, folder), { recursive: true })
    }
    certify(root)
    prepareNginx(machine)
    writeStandIns(root)
    machine.#systemd.listen(join(root, 's'))
    await once(machine.#systemd, 'listening')
    return machine
  }

  get url(): string {
    return `https://localhost:${this.ports.tls}`
  }

  path(path: string): string {
    return this.root + path
  }

  /** A text of the document or of deploy/, for this machine. */
  here(text: string): string {
    const { site, plain, tls } = this.ports
    return text
      .replaceAll('https://git.example.com/genkan.git', `${this.root}/genkan.git`)
      .replaceAll('https://login.example.com', `https://localhost:${tls}`)
      .replaceAll('http://login.example.com', `http://localhost:${plain}`)
      .replace(folders, (folder) => this.root + folder)
      .replaceAll('login.example.com', 'localhost')
      .replaceAll('127.0.0.1:4321', `127.0.0.1:${site}`)
      .replace(/^PORT=4321$/m, `PORT=${site}`)
      .replace(/^ *listen \[::\].*\n/gm, '')
      .replace('listen 80;', `listen 127.0.0.1:${plain};`)
      .replace('listen 443 ', `listen 127.0.0.1:${tls} `)
  }

  /** Runs commands of the document as it shows them. @returns what they print */
  async run(text: string): Promise<string> {
    const env = {
      PATH: `${this.root}/bin:${process.env['PATH']}`,
      CURL_CA_BUNDLE: this.certificate,
    }
    const { stdout } = await run('bash', ['--norc', '-euo', 'pipefail', '-c', this.here(text)], {
      cwd: this.root,
      env: env as unknown as NodeJS.ProcessEnv,
    }).catch((error: Error & { stdout?: string; stderr?: string }) => {
      throw new Error(`${text}\n${error.stdout}\n${error.stderr}`)
    })
    return stdout
  }

  get certificate(): string {
    return certificateOf(this.root)
  }

  /** The files of deploy/ alone, where `current` has them, for what needs no whole release. */
  serveDeployFolder(): void {
    this.#shownFiles(this.path('/opt/genkan/current/deploy'))
  }

  #shownFiles(folder: string): void {
    cpSync(join(projectRoot, 'deploy'), folder, { recursive: true })
    for (const name of readdirSync(folder)) {
      const file = join(folder, name)
      writeFileSync(file, this.here(readFileSync(file, 'utf8')))
    }
  }

  /** A repository with what is in this project now, under the tags of the document. */
  makeRepository(): void {
    const bare = join(this.root, 'genkan.git')
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test', ...words], {
        stdio: 'pipe',
      })
    git('init', '--quiet', '--bare', bare)
    const [store, tree] = [`--git-dir=${bare}`, '--work-tree']
    const changed = join(this.root, 'changed')
    git(store, `${tree}=${projectRoot}`, 'add', '--all')
    this.#shownFiles(join(changed, 'deploy'))
    execFileSync('git', [store, `${tree}=${changed}`, 'add', 'deploy'], { cwd: changed })
    git(store, `${tree}=${changed}`, 'commit', '--quiet', '--message', 'now')
    for (const tag of ['v1.0.0', 'v1.1.0']) git(store, 'tag', tag)
  }

  async stop(): Promise<void> {
    for (const service of this.services.values()) await service.kill()
    if (this.#nginx?.kill('SIGTERM')) await once(this.#nginx, 'close')
    this.#systemd.closeAllConnections()
    this.#systemd.close()
    rmSync(this.root, { recursive: true, force: true })
  }

  async #manage([verb = '', ...names]: string[]): Promise<void> {
    if (verb === 'daemon-reload') return
    const name = String(names.at(-1)).replace(/\.service$/, '')
    if (name === 'nginx') return this.#reloadNginx()
    const file = this.path(`/etc/systemd/system/${name}`)
    if (existsSync(file)) return
    const service = this.services.get(name) ?? new Service(`${file}.service`, this.path('/var/lib'))
    this.services.set(name, service)
    if (verb !== 'start' && verb !== 'enable') await service.stop()
    if (verb !== 'stop') await service.start()
  }

  async #reloadNginx(): Promise<void> {
    if (this.#nginx?.kill('SIGHUP')) return
    const main = this.path('/etc/nginx/nginx.conf')
    const words = ['-c', main, '-p', this.root, '-e', 'stderr']
    this.#nginx = spawn(servicePath('nginx'), words, { stdio: 'ignore' })
    // `systemctl reload` of a service that is not started would fail: here it starts it.
    while (!(await accepts(this.ports.tls))) await wait(20)
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.end() !== undefined))
    socket.once('error', () => resolve(false))
  })
}
