import type { Finding } from './form-findings.ts'
import { type StepName, stepNames } from './steps.ts'
import type { Project } from './project.ts'
import { type Screen, screenPath } from './screens.ts'

/** Steps of the exercise on the practice console: those of the guide's page, and three more. */
export const rehearsalSteps = [...stepNames, 'demo-address', 'log-in', 'at-google'] as const
export type RehearsalStep = StepName | 'demo-address' | 'log-in' | 'at-google'

/** Progress of the exercise on the practice console. */
export interface Rehearsal {
  /** The first step that is not done; undefined once all are. */
  readonly current: RehearsalStep | undefined
  readonly done: readonly RehearsalStep[]
  /** The current step and those that the same form completes. Empty once all are done. */
  readonly together: readonly RehearsalStep[]
  /** Screen, as a path of the English tree, on which the current step is done. */
  readonly path: string
}

/** Whether a step is done, read from the state of the project. */
type Done = (project: Project, demoRedirectUri: string) => boolean

const seen =
  (name: string): Done =>
  (project) =>
    project.seen.includes(name)
const started: Done = ({ consentScreen }) => consentScreen !== null
const drafted =
  (field: keyof Project['draft']): Done =>
  (project) =>
    project.consentScreen !== null || project.draft[field] !== undefined
const hasTestUser: Done = ({ consentScreen }) => (consentScreen?.testUsers.length ?? 0) > 0
const present = ({ clients }: Project) => clients.filter(({ deletedAt }) => deletedAt === null)
const hasClient: Done = (project) => present(project).length > 0

const steps: Record<RehearsalStep, { readonly done: Done; readonly screen: Screen['name'] }> = {
  project: { done: () => true, screen: 'start' },
  platform: { done: seen('overview'), screen: 'overview' },
  'get-started': { done: seen('get-started'), screen: 'overview' },
  'app-information': { done: drafted('appName'), screen: 'get-started' },
  'user-type': { done: drafted('audience'), screen: 'get-started' },
  contact: { done: drafted('contactEmails'), screen: 'get-started' },
  finish: { done: started, screen: 'get-started' },
  audience: { done: seen('audience'), screen: 'audience' },
  'test-users': { done: hasTestUser, screen: 'audience' },
  'own-address': { done: hasTestUser, screen: 'audience' },
  'new-client': { done: seen('new-client'), screen: 'clients' },
  'application-type': { done: hasClient, screen: 'new-client' },
  'client-name': { done: hasClient, screen: 'new-client' },
  'redirect-uri': { done: hasClient, screen: 'new-client' },
  create: { done: hasClient, screen: 'new-client' },
  secret: { done: seen('secret'), screen: 'client' },
  'demo-address': {
    done: (project, uri) => present(project).some((client) => client.redirectUris.includes(uri)),
    screen: 'client',
  },
  'log-in': {
    done: (project) => present(project).some(({ usedAt }) => usedAt !== null),
    screen: 'client',
  },
  'at-google': { done: seen('google'), screen: 'google' },
}

/** Steps that one form completes together. */
const forms: readonly (readonly RehearsalStep[])[] = [
  ['test-users', 'own-address'],
  ['application-type', 'client-name', 'redirect-uri', 'create'],
]

/** The form field of a step, where the form has several. */
const fields: Partial<Record<RehearsalStep, string>> = {
  'own-address': 'testUsers',
  'application-type': 'type',
  'client-name': 'name',
  'redirect-uri': 'redirectUris',
}

/** Whether the field of a step failed validation. */
export function needsCorrection(step: RehearsalStep, findings: readonly Finding[]): boolean {
  return findings.some(({ field }) => field === fields[step])
}

/**
 * Progress of the exercise, read from a project.
 * @param demoRedirectUri redirect URI of the site's own demo at the practice provider
 */
export function rehearsalOf(project: Project | undefined, demoRedirectUri: string): Rehearsal {
  if (!project) {
    return { current: 'project', done: [], together: ['project'], path: '/lab/console/' }
  }
  const done = rehearsalSteps.filter((step) => steps[step].done(project, demoRedirectUri))
  const current = rehearsalSteps.find((step) => !done.includes(step))
  if (!current) return { current, done, together: [], path: screenPath({ name: 'google' }) }
  const together = forms.find((form) => form.includes(current)) ?? [current]
  return { current, done, together, path: pathOf(current, project) }
}

function pathOf(step: RehearsalStep, project: Project): string {
  const { screen } = steps[step]
  if (screen !== 'client') return screenPath({ name: screen })
  const client = present(project).at(-1)
  return client
    ? screenPath({ name: 'client', clientId: client.clientId })
    : screenPath({ name: 'clients' })
}
