import { describe, expect, it } from 'vitest'
import { consoleLabels } from '../../../src/lib/console/labels.ts'
import {
  type ConsentScreen,
  type Project,
  type RegisteredClient,
  emptyProject,
} from '../../../src/lib/console/project.ts'
import {
  type RehearsalStep,
  needsCorrection,
  rehearsalOf,
  rehearsalSteps,
} from '../../../src/lib/console/rehearsal.ts'
import { stepNames } from '../../../src/lib/console/steps.ts'
import { type Language, languages } from '../../../src/lib/i18n/languages.ts'
import { messageParts } from '../../../src/lib/i18n/message-parts.ts'
import { messagesIn } from '../../../src/lib/i18n/messages.ts'

const demo = 'https://genkan.example/auth/callback/practice'
const clientId = '1-a.apps.genkan.practice'
const clientPath = `/lab/console/clients/${clientId}/`
const consentScreen: ConsentScreen = {
  ...{ appName: 'My app', supportEmail: 'me@mail.example', audience: 'external' },
  ...{ contactEmails: ['me@mail.example'], publishingStatus: 'testing' },
  ...{ testUsers: [], scopes: ['openid'] },
}
const client: RegisteredClient = {
  ...{ clientId, name: 'A client', javascriptOrigins: [], secrets: [] },
  redirectUris: ['http://localhost:8501/oauth2callback'],
  ...{ createdAt: 0, deletedAt: null, usedAt: null },
}

type Change = (project: Project) => Project
const see =
  (...names: string[]): Change =>
  (project) => ({ ...project, seen: [...project.seen, ...names] })
const draft =
  (fields: Project['draft']): Change =>
  (project) => ({ ...project, draft: { ...project.draft, ...fields } })
const withClient =
  (fields: Partial<RegisteredClient>): Change =>
  (project) => ({ ...project, clients: [{ ...(project.clients[0] ?? client), ...fields }] })

/** What a reader does in order, and the step and the screen that come next. */
const walk: readonly (readonly [did: string, Change, RehearsalStep | undefined, path: string])[] = [
  ['make a project', (project) => project, 'platform', '/lab/console/overview/'],
  ['open the overview', see('overview'), 'get-started', '/lab/console/overview/'],
  ['press Get started', see('get-started'), 'app-information', '/lab/console/overview/create/'],
  [
    'name the app',
    draft({ appName: 'My app', supportEmail: 'me@mail.example' }),
    ...(['user-type', '/lab/console/overview/create/'] as const),
  ],
  ['choose', draft({ audience: 'external' }), 'contact', '/lab/console/overview/create/'],
  [
    'give an address',
    draft({ contactEmails: ['me@mail.example'] }),
    ...(['finish', '/lab/console/overview/create/'] as const),
  ],
  [
    'agree',
    (project) => ({ ...project, consentScreen, draft: {} }),
    ...(['audience', '/lab/console/audience/'] as const),
  ],
  ['open Audience', see('audience'), 'test-users', '/lab/console/audience/'],
  [
    'add a test user',
    (project) => ({
      ...project,
      consentScreen: { ...consentScreen, testUsers: ['taro.yamada@mail.example'] },
    }),
    ...(['new-client', '/lab/console/clients/'] as const),
  ],
  ['begin a client', see('new-client'), 'application-type', '/lab/console/clients/new/'],
  ['create it', withClient({}), 'secret', clientPath],
  ['keep the secret', see('secret'), 'demo-address', clientPath],
  ['add the demo’s address', withClient({ redirectUris: [demo] }), 'log-in', clientPath],
  ['log in', withClient({ usedAt: 1 }), 'at-google', '/lab/console/google/'],
  ['open the last page', see('google'), undefined, '/lab/console/google/'],
]
const projectAfter = (steps: number) =>
  walk.slice(0, steps).reduce((project, [, change]) => change(project), emptyProject('Mine', true))
const finished = projectAfter(walk.length)

describe('the rehearsal', () => {
  it('begins before there is a project', () => {
    expect(rehearsalOf(undefined, demo)).toEqual({
      ...{ current: 'project', done: [], together: ['project'], path: '/lab/console/' },
    })
  })

  it('has the steps of the guide’s page, in its order, and three more', () => {
    expect(rehearsalSteps).toEqual([...stepNames, 'demo-address', 'log-in', 'at-google'])
  })

  it.each(walk.map(([did, , next, path], index) => [did, next, path, index + 1] as const))(
    'after “%s”, comes to %s',
    (_, next, path, steps) => {
      const { current, done, path: where } = rehearsalOf(projectAfter(steps), demo)
      expect([current, where]).toEqual([next, path])
      const before = next === undefined ? rehearsalSteps.length : rehearsalSteps.indexOf(next)
      expect(done).toEqual(rehearsalSteps.slice(0, before))
    },
  )

  it('is over when everything is done, and shows nothing to do', () => {
    expect(rehearsalOf(finished, demo)).toMatchObject({ current: undefined, together: [] })
  })
})

describe('resumed', () => {
  it('at the first step that is open, whatever was done after it', () => {
    const audienceUnseen = {
      ...finished,
      seen: finished.seen.filter((name) => name !== 'audience'),
    }
    const { current, done } = rehearsalOf(audienceUnseen, demo)
    expect(current).toBe('audience')
    expect(done).toHaveLength(rehearsalSteps.length - 1)
  })

  it.each<[string, Partial<RegisteredClient>, RehearsalStep]>([
    ['the client was deleted', { deletedAt: 1 }, 'application-type'],
    ['the demo’s address was taken out', { redirectUris: [] }, 'demo-address'],
    ['nobody has logged in with it', { usedAt: null }, 'log-in'],
  ])('where %s', (_, fields, step) => {
    expect(rehearsalOf(withClient(fields)(finished), demo).current).toBe(step)
  })

  it('leaves a deleted client out of every step', () => {
    const clients = [{ ...client, redirectUris: [demo], usedAt: 1, deletedAt: 1 }, client]
    const { current, path } = rehearsalOf({ ...finished, clients }, demo)
    expect([current, path]).toEqual(['demo-address', clientPath])
  })
})

describe('one form', () => {
  const at = (step: RehearsalStep) =>
    rehearsalOf(projectAfter(walk.findIndex(([, , next]) => next === step) + 1), demo)

  it('does several steps together', () => {
    expect(at('test-users').together).toEqual(['test-users', 'own-address'])
    const form = ['application-type', 'client-name', 'redirect-uri', 'create']
    expect(at('application-type').together).toEqual(form)
    expect(at('secret').together).toEqual(['secret'])
  })

  it('has no step that counts as done before the form was sent', () => {
    expect(at('application-type').done).not.toContain('create')
  })

  it('points at the steps that were refused, and at no others', () => {
    const findings = [{ field: 'redirectUris', code: 'missing_colon' }]
    const refused = rehearsalSteps.filter((step) => needsCorrection(step, findings))
    expect(refused).toEqual(['redirect-uri'])
    expect(rehearsalSteps.filter((step) => needsCorrection(step, []))).toEqual([])
    const general = [{ field: '', code: 'project_full' }]
    expect(rehearsalSteps.filter((step) => needsCorrection(step, general))).toEqual([])
  })
})

describe('what a step says', () => {
  const parametersOf = (step: RehearsalStep, language: Language) =>
    messageParts(messagesIn(language)(`rehearsal.step.${step}.do`)).flatMap((part) =>
      'parameter' in part ? part.parameter : [],
    )

  it.each(rehearsalSteps)('%s names the same things in both languages', (step) => {
    const [english, japanese] = languages.map((language) => parametersOf(step, language).sort())
    expect(japanese).toEqual(english)
  })

  it.each(rehearsalSteps)('%s names only what there is', (step) => {
    const known = [...Object.keys(consoleLabels), 'uri', 'email', 'demo', 'kept', 'logIn', 'go']
    for (const parameter of parametersOf(step, 'en')) expect(known).toContain(parameter)
  })
})
