import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runShell } from './shell.ts'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(projectRoot, '.cache', 'samples')
const installLimitMs = 540_000

export interface SampleFolder {
  readonly path: string
  /** PATH for what runs here: our Node and the chosen Python are the first of their kind. */
  readonly searchPath: string
  /** Copies a file of the sample here, under another name if one is given. */
  copy(file: string, name?: string): void
  write(file: string, text: string): void
}

interface SampleOptions {
  /** The folder in `samples/`. */
  readonly sample: string
  /** The files that decide what gets installed. */
  readonly manifest: readonly string[]
  /** The commands that install it, as a reader would type them. */
  readonly install: string
  /** What `python3` stands for. */
  readonly python?: string
}

/** Text of a file in `samples/`. */
export function sampleText(path: string): string {
  return readFileSync(join(projectRoot, 'samples', path), 'utf8')
}

/**
 * A folder in which a sample is installed and can run. It stays in `.cache/` until the manifest,
 * the commands or the interpreter change, as an install takes a minute.
 */
export async function prepareSample(options: SampleOptions): Promise<SampleFolder> {
  const { sample, manifest, install, python } = options
  const key = createHash('sha256')
    .update(JSON.stringify([python, install, process.version, projectRoot]))
    .update(manifest.map((file) => sampleText(`${sample}/${file}`)).join('\0'))
    .digest('hex')
    .slice(0, 12)
  const path = join(cache, `${sample}-${key}`)
  const folder = sampleFolder(path, sample)
  const stamp = join(path, '.installed')
  if (existsSync(stamp)) return folder
  removeFormer(sample)
  mkdirSync(path, { recursive: true })
  writeCommand(path, 'node', process.execPath)
  if (python !== undefined) writeCommand(path, 'python3', python)
  for (const file of manifest) folder.copy(file)
  await runShell(install, { cwd: path, searchPath: folder.searchPath, limitMs: installLimitMs })
  writeFileSync(stamp, '')
  return folder
}

function sampleFolder(path: string, sample: string): SampleFolder {
  const source = join(projectRoot, 'samples', sample)
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(path, file)), { recursive: true })
    writeFileSync(join(path, file), text)
  }
  return {
    path,
    searchPath: [join(path, '.commands'), process.env['PATH'] ?? ''].join(delimiter),
    copy: (file, name = file) => cpSync(join(source, file), join(path, name), { recursive: true }),
    write,
  }
}

/** Makes a name mean one program: a link would change where a Python looks for its library. */
function writeCommand(path: string, name: string, program: string): void {
  const file = join(path, '.commands', name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `#!/bin/sh\nexec '${program}' "$@"\n`)
  chmodSync(file, 0o755)
}

function removeFormer(sample: string): void {
  if (!existsSync(cache)) return
  for (const name of readdirSync(cache)) {
    if (name.startsWith(`${sample}-`)) rmSync(join(cache, name), { recursive: true, force: true })
  }
}
