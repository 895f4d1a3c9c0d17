import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from '../../scripts/run/programs.mjs'
import { projectRoot } from './document.ts'

/**
 * Writes, into a machine's own folder of programs, what stands in for commands that a test may not
 * run, or cannot without a network.
 */
export function writeStandIns(root: string): void {
  const real = (name: string) =>
    execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
  const scripts = {
    useradd: 'exit 0',
    systemctl: `exec ${real('curl')} --silent --show-error --fail-with-body --unix-socket ${root}/s --get --data-urlencode "words=$*" http://systemd/`,
    runuser: 'shift 3; exec "$@"',
    // Without the users and groups.
    install: `words=(); while [ $# -gt 0 ]; do case $1 in -o|-g) shift 2;; *) words+=("$1"); shift;; esac; done; exec ${real('install')} "\${words[@]}"`,
    git: `${real('git')} "$@" || exit; [ "$1" = clone ] || exit 0; for last; do :; done; cp -al ${projectRoot}/node_modules "$last/" || cp -a ${projectRoot}/node_modules "$last/"`,
    nginx: `exec ${findProgram('nginx') ?? 'false'} -c ${root}/etc/nginx/nginx.conf -p ${root} -e stderr "$@"`,
  }
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(root, 'bin', name), `#!/bin/bash\n${script}\n`, { mode: 0o755 })
  }
}
