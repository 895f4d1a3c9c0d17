import { type App, appTable, apps, forEachApp } from '../stacks.ts'
import { holdsClientSecret, mayBeSecret } from './client-id.ts'
import { settingLimit } from './setting-findings.ts'
import { practiceClient } from './preregistered-client.ts'
import { fixStrayCharacters } from './stray-characters.ts'

export const providers = ['practice', 'google'] as const
export type Provider = (typeof providers)[number]

/** Redirect URI of an app in three parts, as typed. */
export interface Address {
  /** Scheme and host: `http://localhost`. */
  readonly host: string
  readonly port: string
  readonly path: string
}

/** The reader's settings, as typed. Never a secret. */
export interface Settings {
  readonly provider: Provider
  /** At Google. */
  readonly clientId: string
  /** At the practice provider; empty for the ready-made client. */
  readonly practiceClientId: string
  readonly addresses: Readonly<Record<App, Address>>
}

/** Whose client the code shows. */
export const clientKinds = ['google', 'own_practice', 'ready_made'] as const
export type ClientKind = (typeof clientKinds)[number]

/** Google's, one that the reader registered on the practice console, or the ready-made one. */
export function clientKindOf({ provider, practiceClientId }: Settings): ClientKind {
  if (provider === 'google') return 'google'
  if (practiceClientId.length > settingLimit) return 'own_practice'
  const { text } = fixStrayCharacters(practiceClientId)
  return text === '' || text === practiceClient.clientId ? 'ready_made' : 'own_practice'
}

/** The samples' values: with these, no placeholder is filled in. */
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
 * Parses untrusted input, such as the browser's storage, into settings: whatever is missing, of the
 * wrong type, too long or possibly a secret becomes the default. Never throws.
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
  const clientId = readText(stored, '')
  return mayBeSecret(clientId) ? '' : clientId
}

function readAddress(stored: unknown, app: App): Address {
  const { host, port, path } = membersOf(stored)
  const otherwise = defaultSettings.addresses[app]
  return {
    host: readText(host, otherwise.host),
    port: readText(port, otherwise.port),
    // This site's callback path is fixed.
    path: app === 'genkan' ? otherwise.path : readText(path, otherwise.path),
  }
}

function readText(stored: unknown, otherwise: string): string {
  if (typeof stored !== 'string' || stored.length > settingLimit) return otherwise
  return holdsClientSecret(stored) ? otherwise : stored
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Whether these are the defaults. */
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
