import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import tls from 'node:tls'

/** Where a machine, in a folder, has the certificate of its site; the key is beside it. */
export const certificateOf = (root: string) =>
  join(root, 'etc/letsencrypt/live/localhost/fullchain.pem')

export const keyOf = (root: string) => certificateOf(root).replace('fullchain', 'privkey')

/** Makes what a certificate authority would give, for two days. */
export function certify(root: string): void {
  const certificate = certificateOf(root)
  mkdirSync(dirname(certificate), { recursive: true })
  const words = [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
    ...['-keyout', keyOf(root), '-out', certificate],
  ]
  execFileSync('openssl', words, { stdio: 'pipe' })
}

/** Has this process take a certificate for good that nobody's authority has signed. */
export function trust(certificate: string): void {
  tls.setDefaultCACertificates([
    ...tls.getCACertificates('default'),
    readFileSync(certificate, 'utf8'),
  ])
}
