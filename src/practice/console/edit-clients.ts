import { redirectUriRules } from '../../lib/redirect-uri/redirect-uri-rules.ts'
import { newClientSecret } from './client-secrets.ts'
import {
  type Edited,
  type Finding,
  found,
  lengthFinding,
  listFindings,
  textFinding,
} from '../../lib/console/form-findings.ts'
import { type Project, type RegisteredClient, limits } from '../../lib/console/project.ts'

export interface TypedClient {
  /** Application type; only `web` is valid for a server. */
  readonly type: string
  readonly name: string
  readonly javascriptOrigins: readonly string[]
  readonly redirectUris: readonly string[]
}

/** Sources of randomness and time. */
export interface Making {
  randomBytes(length: number): Uint8Array
  /** Milliseconds since 1970. */
  now(): number
}

/** Result of an edit that created a secret, or validation errors. */
export type Made =
  | { readonly project: Project; readonly clientId: string; readonly secret: string }
  | { readonly findings: readonly Finding[] }

const ending = '.apps.genkan.practice'

/** Create client: generates an ID in Google's format and a first secret. */
export function createClient(project: Project, typed: TypedClient, making: Making): Made {
  const full = project.clients.length >= limits.clients
  const findings = [
    ...clientFindings(typed),
    ...found(
      project.consentScreen ? undefined : { field: '', code: 'not_started' },
      typed.type === 'web'
        ? undefined
        : { field: 'type', code: typed.type ? 'not_web' : 'missing' },
      full ? { field: '', code: 'too_many_clients', value: String(limits.clients) } : undefined,
    ),
  ]
  if (findings.length > 0) return { findings }
  const clientId = newClientId(making)
  const { secret, kept } = newClientSecret(making.randomBytes(21), newId(making), making.now())
  const client: RegisteredClient = {
    ...{ clientId, name: typed.name },
    javascriptOrigins: distinct(typed.javascriptOrigins),
    redirectUris: distinct(typed.redirectUris),
    secrets: [kept],
    ...{ createdAt: making.now(), deletedAt: null, usedAt: null },
  }
  return { project: { ...project, clients: [...project.clients, client] }, clientId, secret }
}

/** Changes the name, the origins and the redirect URIs of a client. */
export function editClient(project: Project, clientId: string, typed: TypedClient): Edited {
  const findings = clientFindings(typed)
  if (findings.length > 0) return { findings }
  return change(project, clientId, (client) => ({
    ...client,
    name: typed.name,
    javascriptOrigins: distinct(typed.javascriptOrigins),
    redirectUris: distinct(typed.redirectUris),
  }))
}

/** Adds a second secret, the first step of a rotation. */
export function addSecret(project: Project, clientId: string, making: Making): Made {
  const client = project.clients.find((candidate) => candidate.clientId === clientId)
  if (!client) return { findings: [{ field: '', code: 'no_such_client' }] }
  if (client.secrets.length >= limits.secrets) {
    return { findings: [{ field: '', code: 'too_many_secrets', value: String(limits.secrets) }] }
  }
  const { secret, kept } = newClientSecret(making.randomBytes(21), newId(making), making.now())
  const edited = change(project, clientId, (before) => ({
    ...before,
    secrets: [...before.secrets, kept],
  }))
  return 'findings' in edited ? edited : { project: edited, clientId, secret }
}

/** Disables or enables a secret: reversible, in case an app still uses it. */
export function setSecretEnabled(
  project: Project,
  clientId: string,
  secretId: string,
  enabled: boolean,
): Edited {
  return change(project, clientId, (client) => ({
    ...client,
    secrets: client.secrets.map((secret) =>
      secret.id === secretId ? { ...secret, enabled } : secret,
    ),
  }))
}

/** Deletes a secret; it must be disabled. */
export function deleteSecret(project: Project, clientId: string, secretId: string): Edited {
  const client = project.clients.find((candidate) => candidate.clientId === clientId)
  const secret = client?.secrets.find(({ id }) => id === secretId)
  if (!secret) return { findings: [{ field: '', code: 'no_such_secret' }] }
  if (secret.enabled) return { findings: [{ field: '', code: 'secret_still_enabled' }] }
  return change(project, clientId, (before) => ({
    ...before,
    secrets: before.secrets.filter(({ id }) => id !== secretId),
  }))
}

/**
 * Soft delete of a client.
 * @param deletedAt milliseconds since 1970; null restores the client
 */
export function setDeleted(project: Project, clientId: string, deletedAt: number | null): Edited {
  return change(project, clientId, (client) => ({ ...client, deletedAt }))
}

/** Removes a deleted client for good: it no longer counts towards the limit. */
export function removeClient(project: Project, clientId: string): Edited {
  const clients = project.clients.filter(
    (client) => client.clientId !== clientId || client.deletedAt === null,
  )
  return { ...project, clients }
}

function change(
  project: Project,
  clientId: string,
  edit: (client: RegisteredClient) => RegisteredClient,
): Edited {
  if (!project.clients.some((client) => client.clientId === clientId)) {
    return { findings: [{ field: '', code: 'no_such_client' }] }
  }
  const clients = project.clients.map((client) =>
    client.clientId === clientId ? edit(client) : client,
  )
  return { ...project, clients }
}

function clientFindings({ name, javascriptOrigins, redirectUris }: TypedClient): Finding[] {
  return [
    ...found(textFinding('name', name, limits.name)),
    ...listOfUris('redirectUris', redirectUris, uriFindings),
    ...listOfUris('javascriptOrigins', javascriptOrigins, originFindings),
  ]
}

function listOfUris(
  field: string,
  uris: readonly string[],
  findingsOf: (field: string, uri: string) => Finding[],
): readonly Finding[] {
  return listFindings(field, distinct(uris), limits.redirectUris, (uri) => findingsOf(field, uri))
}

function uriFindings(field: string, uri: string): Finding[] {
  const long = lengthFinding(field, uri, limits.uri)
  if (long) return [long]
  return redirectUriRules(uri).map((code) => ({ field, code, value: uri }))
}

/** An origin has no path: catches a redirect URI pasted into this field. */
function originFindings(field: string, uri: string): Finding[] {
  const findings = uriFindings(field, uri)
  if (findings.length > 0) return findings
  return new URL(uri).origin === uri ? [] : [{ field, code: 'origin_with_path', value: uri }]
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

// Google's format: project number, 32 letters and digits, domain.
function newClientId({ randomBytes }: Making): string {
  const digits = Array.from(randomBytes(12), (byte) => byte % 10).join('')
  const letters = Array.from(randomBytes(32), (byte) => (byte % 36).toString(36)).join('')
  return `${digits}-${letters}${ending}`
}

function newId({ randomBytes }: Making): string {
  return Buffer.from(randomBytes(9)).toString('base64url')
}
