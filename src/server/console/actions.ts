import { randomBytes } from 'node:crypto'
import {
  type Made,
  type Making,
  type TypedClient,
  addSecret,
  createClient,
  deleteSecret,
  editClient,
  removeClient,
  setDeleted,
  setSecretEnabled,
} from '../../practice/console/edit-clients.ts'
import {
  addTestUsers,
  editBranding,
  fillIn,
  removeTestUser,
  reopen,
  setAudience,
  setPublishingStatus,
  setScopes,
} from '../../practice/console/edit-consent-screen.ts'
import type { Edited, Finding } from '../../lib/console/form-findings.ts'
import { type Project, startParts } from '../../lib/console/project.ts'
import type { NewSecret } from './new-secret-cookie.ts'

/** Result of a form action: the edited project, perhaps with a new secret; or validation errors. */
export interface Outcome {
  readonly project?: Project
  readonly made?: NewSecret
  readonly findings?: readonly Finding[]
}

type Action = (project: Project, form: URLSearchParams, making: Making) => Edited | Made

const text = (form: URLSearchParams, name: string) => (form.get(name) ?? '').trim()
const clientId = (form: URLSearchParams) => text(form, 'clientId')

/** Router of the form actions, by the value of the field `action`. */
const actions: Readonly<Record<string, Action>> = {
  'fill-in': (project, form) => {
    const part = startParts.find((known) => known === form.get('part')) ?? 'app'
    return fillIn(project, part, {
      appName: text(form, 'appName'),
      supportEmail: text(form, 'supportEmail'),
      audience: text(form, 'audience'),
      contactEmails: lines(form, 'contactEmails'),
      agreed: form.has('agreed'),
    })
  },
  reopen: (project, form) =>
    reopen(project, startParts.find((known) => known === form.get('part')) ?? 'app'),
  'edit-branding': (project, form) =>
    editBranding(project, text(form, 'appName'), text(form, 'supportEmail')),
  'set-audience': (project, form) => setAudience(project, text(form, 'audience')),
  publish: (project) => setPublishingStatus(project, 'production'),
  'back-to-testing': (project) => setPublishingStatus(project, 'testing'),
  'add-test-users': (project, form) => addTestUsers(project, lines(form, 'testUsers')),
  'remove-test-user': (project, form) => removeTestUser(project, text(form, 'email')),
  'set-scopes': (project, form) => setScopes(project, form.getAll('scope')),
  'create-client': (project, form, making) => createClient(project, typedClient(form), making),
  'edit-client': (project, form) => editClient(project, clientId(form), typedClient(form)),
  'add-secret': (project, form, making) => addSecret(project, clientId(form), making),
  'disable-secret': (project, form) =>
    setSecretEnabled(project, clientId(form), text(form, 'secretId'), false),
  'enable-secret': (project, form) =>
    setSecretEnabled(project, clientId(form), text(form, 'secretId'), true),
  'delete-secret': (project, form) => deleteSecret(project, clientId(form), text(form, 'secretId')),
  'delete-client': (project, form, { now }) => setDeleted(project, clientId(form), now()),
  'restore-client': (project, form) => setDeleted(project, clientId(form), null),
  'remove-client': (project, form) => removeClient(project, clientId(form)),
  'secret-kept': (project) => withSeen(project, 'secret'),
  guide: (project) => ({ ...project, guided: true }),
  'leave-guide': (project) => ({ ...project, guided: false }),
}

/** Whether an action registers a client or a secret: those have a rate limit of their own. */
export function registers(action: string): boolean {
  return action === 'create-client' || action === 'add-secret'
}

/**
 * Runs the action that a form names.
 * @param now milliseconds since 1970
 */
export function act(project: Project, form: URLSearchParams, now: () => number): Outcome {
  const name = form.get('action') ?? ''
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (!action) return { findings: [{ field: '', code: 'unknown_action' }] }
  const result = action(project, form, { randomBytes, now })
  if ('findings' in result) return result
  if (!('project' in result)) return { project: result }
  return { project: result.project, made: { clientId: result.clientId, secret: result.secret } }
}

/** Marks a screen as opened or a step as confirmed. */
export function withSeen(project: Project, name: string): Project {
  return project.seen.includes(name) ? project : { ...project, seen: [...project.seen, name] }
}

/** Reads the form fields of a client. */
export function typedClient(form: URLSearchParams): TypedClient {
  return {
    type: text(form, 'type'),
    name: text(form, 'name'),
    javascriptOrigins: lines(form, 'javascriptOrigins'),
    redirectUris: lines(form, 'redirectUris'),
  }
}

// A field may hold several lines and may be repeated. Redirect URIs aren't trimmed: the validation
// reports their blanks.
function lines(form: URLSearchParams, name: string): string[] {
  return form
    .getAll(name)
    .flatMap((value) => value.split(/\r?\n/))
    .filter((line) => line.trim() !== '')
    .map((line) => (name === 'redirectUris' ? line : line.trim()))
}
