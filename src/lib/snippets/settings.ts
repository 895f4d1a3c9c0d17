import { type App, appTable, apps, forEachApp } from '../stacks.ts'
import { holdsClientSecret, mayBeSecret } from './client-id.ts'
import { practiceClient } from './preregistered-client.ts'
import { removeStrayCharacters } from './stray-characters.ts'

export const providers = ['practice', 'google'] as const
export type Provider = (typeof providers)[number]

/** Redirect URI of an app in three parts, as typed. */
export interface Address {
  /** Scheme and host: `http://localhost`. */
  readonly host: string
  readonly port: string
  readonly path: string
}

/** The reader's settings, as typed; stored in the browser, without secrets. */
export interface Settings {
  readonly provider: Provider
  /** At Google. */
  readonly clientId: string
  /** At the practice provider; empty for the preregistered client. */
  readonly practiceClientId: string
  readonly addresses: Readonly<Record<App, Address>>
}

/** Whose client the code shows. */
export const clientKinds = ['google', 'own_practice', 'ready_made'] as const
export type ClientKind = (typeof clientKinds)[number]

/** Google's, one registered on the practice console, or the preregistered one. */
export function clientKindOf({ provider, practiceClientId }: Settings): ClientKind {
  if (provider === 'google') return 'google'
  const { text } = removeStrayCharacters(practiceClientId)
  return text === '' || text === practiceClient.clientId ? 'ready_made' : 'own_practice'
}

const longest = 300

/** Defaults, as in the samples: the code stays unchanged. */
export const defaultSettings: Settings = {
  provider: 'google',
  clientId: '',
  practiceClientId: '',
  addresses: forEachApp((app) => {
    const { port, callback } = appTable[app]
    return { host: 'http://localhost', port: `${port}`, path: callback.path }
  }),
}

/**
 * Parses stored settings of unknown shape: a member that is missing, has the wrong type, is too
 * long or may be a secret becomes the default. Never throws.
 */
export function readSettings(stored: unknown): Settings {
  const { provider, clientId, practiceClientId, addresses } = membersOf(stored)
  const known = membersOf(addresses)
  return {
    provider: provider === 'practice' ? 'practice' : 'google',
    clientId: readClientId(clientId),
    practiceClientId: readClientId(practiceClientId),
    addresses: forEachApp((app) => readAddress(known[app], app)),
  }
}

function readClientId(stored: unknown): string {
  return typeof stored === 'string' && mayBeSecret(stored) ? '' : readText(stored, '')
}

function readAddress(stored: unknown, app: App): Address {
  const { host, port, path } = membersOf(stored)
  const otherwise = defaultSettings.addresses[app]
  return {
    host: readText(host, otherwise.host),
    port: readText(port, otherwise.port),
    // The callback path of this site is fixed.
    path: app === 'genkan' ? otherwise.path : readText(path, otherwise.path),
  }
}

function readText(stored: unknown, otherwise: string): string {
  if (typeof stored !== 'string' || stored.length > longest) return otherwise
  return holdsClientSecret(stored) ? otherwise : stored
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Whether these settings are the defaults. */
export function areDefault(settings: Settings): boolean {
  return (
    settings.provider === defaultSettings.provider &&
    settings.clientId === '' &&
    settings.practiceClientId === '' &&
    apps.every((app) => {
      const { host, port, path } = settings.addresses[app]
      const example = defaultSettings.addresses[app]
      return host === example.host && port === example.port && path === example.path
    })
  )
}
