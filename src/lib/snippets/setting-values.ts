import { isLoopback } from '../redirect-uri/uri-parts.ts'
import { type App, apps } from '../stacks.ts'
import { checkAddress } from './app-address.ts'
import { type Checked, checkClientId, checkPracticeClientId } from './client-id.ts'
import type { Finding } from './setting-findings.ts'
import { type SettingName, type SettingValues, clientSecretPlaceholder } from './placeholders.ts'
import { practiceClient } from './preregistered-client.ts'
import { type Address, type ClientKind, type Settings, clientKindOf } from './settings.ts'

/** The practice provider of the site that the reader is on. */
export interface PracticeProvider {
  readonly issuer: string
  readonly discoveryUrl: string
}

/**
 * The practice provider, by the issuer in its discovery document.
 * @param builtFor origin that the pages were built for
 * @param openedAt origin in the address bar. It wins, because a built site can be moved, unless it
 * is   only another loopback name: an issuer has one name.
 */
export function practiceProviderAt(builtFor: string, openedAt: string): PracticeProvider {
  const built = new URL(builtFor)
  const opened = new URL(openedAt)
  const isSameMachine =
    isLoopback(built.hostname) && isLoopback(opened.hostname) && built.port === opened.port
  const issuer = `${isSameMachine ? built.origin : opened.origin}/practice`
  return { issuer, discoveryUrl: `${issuer}/.well-known/openid-configuration` }
}

/** Values of the placeholders for these settings, without invalid ones. */
export function settingValues(settings: Settings, practice: PracticeProvider): SettingValues {
  const { provider, addresses } = settings
  const client = clientKindOf(settings)
  const clientId = checkedClientId(settings, client).value
  return withoutGaps({
    clientId,
    googleClientId: client === 'google' ? clientId : undefined,
    ...(client === 'own_practice' &&
      clientId !== undefined && {
        practiceClientId: clientId,
        practiceClientSecret: clientSecretPlaceholder,
      }),
    ...Object.fromEntries(apps.flatMap((app) => addressValues(addresses[app], app, client))),
    // A reader's own secret is unknown here: it stays a placeholder.
    clientSecret: client === 'ready_made' ? practiceClient.clientSecret : undefined,
    discoveryUrl: provider === 'practice' ? practice.discoveryUrl : undefined,
    issuer: provider === 'practice' ? practice.issuer : undefined,
  })
}

function addressValues(
  address: Address,
  app: App,
  client: ClientKind,
): readonly (readonly [SettingName, string | undefined])[] {
  const { origin, redirectUri } = checkAddress(address, app, client)
  return [
    [`${app}Origin`, origin],
    [`${app}RedirectUri`, redirectUri],
  ]
}

function checkedClientId(settings: Settings, client: ClientKind): Checked {
  if (client === 'google') return checkClientId(settings.clientId)
  if (client === 'own_practice') return checkPracticeClientId(settings.practiceClientId)
  return { value: practiceClient.clientId, findings: [] }
}

function withoutGaps(values: {
  [Name in keyof SettingValues]?: string | undefined
}): SettingValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/** Validates the settings for one app. */
export function findingsIn(settings: Settings, app: App): readonly Finding[] {
  const client = clientKindOf(settings)
  const { findings } = checkAddress(settings.addresses[app], app, client)
  return [...checkedClientId(settings, client).findings, ...findings]
}
