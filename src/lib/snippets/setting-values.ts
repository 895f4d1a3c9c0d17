import { isLoopback } from '../redirect-uri/uri-parts.ts'
import { checkAddress } from './address.ts'
import { checkClientId } from './client-id.ts'
import type { Finding } from './finding.ts'
import type { SettingValues } from './placeholders.ts'
import { practiceClient } from './practice-client.ts'
import type { App, Settings } from './settings.ts'

/** The practice provider of the site that the reader looks at. */
export interface PracticeProvider {
  readonly issuer: string
  readonly discoveryUrl: string
}

/**
 * The practice provider as its own discovery document names it.
 * @param builtFor origin that the pages were built for
 * @param openedAt origin in the reader's address bar. It wins, as a built site can be moved, but
 *   not where it is only another name for the same machine: an issuer has one.
 */
export function practiceProviderAt(builtFor: string, openedAt: string): PracticeProvider {
  const built = new URL(builtFor)
  const opened = new URL(openedAt)
  const isSameMachine =
    isLoopback(built.hostname) && isLoopback(opened.hostname) && built.port === opened.port
  const issuer = `${isSameMachine ? built.origin : opened.origin}/practice`
  return { issuer, discoveryUrl: `${issuer}/.well-known/openid-configuration` }
}

/** What goes into the code for these settings. What cannot work is left out. */
export function settingValues(settings: Settings, practice: PracticeProvider): SettingValues {
  const { provider, addresses } = settings
  const googleClientId = provider === 'google' ? checkClientId(settings.clientId).value : undefined
  const at = (app: App) => checkAddress(addresses[app], app, provider)
  const genkan = at('genkan')
  return withoutGaps({
    clientId: provider === 'google' ? googleClientId : practiceClient.clientId,
    googleClientId,
    streamlitRedirectUri: at('streamlit').redirectUri,
    fastapiRedirectUri: at('fastapi').redirectUri,
    nodeRedirectUri: at('node').redirectUri,
    siteUrl: genkan.origin,
    siteRedirectUri: genkan.redirectUri,
    clientSecret: provider === 'practice' ? practiceClient.clientSecret : undefined,
    discoveryUrl: provider === 'practice' ? practice.discoveryUrl : undefined,
    issuer: provider === 'practice' ? practice.issuer : undefined,
  })
}

function withoutGaps(values: {
  [Name in keyof SettingValues]?: string | undefined
}): SettingValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/** What there is to say about these settings while the form shows one app. */
export function findingsIn(settings: Settings, app: App): readonly Finding[] {
  const ofClientId = settings.provider === 'google' ? checkClientId(settings.clientId).findings : []
  const { findings } = checkAddress(settings.addresses[app], app, settings.provider)
  return [...ofClientId, ...findings]
}
