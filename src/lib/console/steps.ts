import type { FactName } from '../facts.ts'
import type { LabelName } from './labels.ts'
import { type Picture } from './picture.ts'
import { pictures } from './pictures.ts'

/** The place of a step in the console before its redesign of February 2025. */
export interface OlderPlace {
  readonly steps: readonly [first: number, last?: number]
  readonly path: readonly LabelName[]
}
export interface ConsoleStep {
  readonly path: readonly LabelName[]
  /** Absent where the older instructions left the step out. */
  readonly older?: OlderPlace
  /** Source of picture and path. */
  readonly fact: FactName
}

const credentials = ['apisAndServices', 'credentials'] as const
const consentScreen = ['apisAndServices', 'consentScreen'] as const
const setUp = ['authPlatform', 'overview', 'getStarted'] as const
const newClient = ['authPlatform', 'clients', 'createClient'] as const
const olderClient = [...credentials, 'createCredentials', 'oauthClientId'] as const

/**
 * Steps to a client ID, in the order of the current console. The names are in URLs and in readers'
 * local storage: never rename one.
 */
const steps = {
  project: { path: ['cloudConsole', 'selectProject'], fact: 'googleConsole' },
  platform: {
    path: ['authPlatform', 'overview'],
    older: { steps: [1, 2], path: [...credentials, 'configureConsentScreen'] },
    fact: 'googleConsole',
  },
  'get-started': {
    path: setUp,
    older: { steps: [3], path: [...consentScreen, 'getStarted'] },
    fact: 'googleConsole',
  },
  'app-information': {
    path: [...setUp, 'appInformation'],
    older: { steps: [4], path: [...consentScreen, 'getStarted'] },
    fact: 'googleConsole',
  },
  'user-type': {
    path: [...setUp, 'audience'],
    older: { steps: [5], path: [...consentScreen, 'getStarted', 'audience'] },
    fact: 'googleAudience',
  },
  contact: { path: [...setUp, 'contactInformation'], fact: 'googleConsole' },
  finish: { path: [...setUp, 'finish'], fact: 'googleConsole' },
  audience: {
    path: ['authPlatform', 'audience'],
    older: { steps: [6, 7], path: [...consentScreen, 'audience'] },
    fact: 'googleAudience',
  },
  'test-users': {
    path: ['authPlatform', 'audience', 'testUsers'],
    older: { steps: [8], path: [...consentScreen, 'audience', 'testUsers'] },
    fact: 'googleTestUsers',
  },
  'own-address': {
    path: ['authPlatform', 'audience', 'testUsers', 'addUsers'],
    older: { steps: [9], path: [...consentScreen, 'audience', 'testUsers'] },
    fact: 'googleTestUsers',
  },
  'new-client': {
    path: ['authPlatform', 'clients'],
    older: { steps: [10, 11], path: olderClient },
    fact: 'googleClients',
  },
  'application-type': {
    path: newClient,
    older: { steps: [12], path: olderClient },
    fact: 'googleClients',
  },
  'client-name': {
    path: newClient,
    older: { steps: [13], path: olderClient },
    fact: 'googleClients',
  },
  'redirect-uri': {
    path: [...newClient, 'redirectUris'],
    older: { steps: [14], path: [...olderClient, 'redirectUris'] },
    fact: 'googleClients',
  },
  create: { path: newClient, older: { steps: [15], path: olderClient }, fact: 'googleClients' },
  secret: {
    path: [...newClient, 'clientSecret'],
    older: { steps: [15], path: olderClient },
    fact: 'googleSecretsPerClient',
  },
} as const satisfies Record<string, ConsoleStep>

export type StepName = keyof typeof steps

/** The names, in the order of the object above (no key is an integer). */
export const stepNames = Object.keys(steps) as StepName[]

/** A step with its number and its picture. */
export function consoleStep(name: StepName): ConsoleStep & {
  /** Counted from 1. */
  readonly number: number
  readonly picture: Picture
} {
  return { ...steps[name], number: stepNames.indexOf(name) + 1, picture: pictures[name] }
}

/** The step number or range in older instructions, as text: `3`, `6–7`. */
export function olderNumbers({ steps: [first, last] }: OlderPlace): string {
  return last === undefined ? `${first}` : `${first}–${last}`
}
