import type { App } from '../stacks.ts'
import {
  type Rule,
  hostRules,
  isPort,
  isPublicHost,
  pathRules,
  portRules,
} from './app-address-rules.ts'
import { type Field, type Finding, isUsable, settingLimit } from './setting-findings.ts'
import { practiceClient } from './preregistered-client.ts'
import type { Address, ClientKind } from './settings.ts'
import { type FixedText, fixStrayCharacters } from './stray-characters.ts'

export interface CheckedAddress {
  /** Scheme, host and port; undefined where they are invalid. */
  readonly origin: string | undefined
  /** The redirect URI; undefined where it is invalid. */
  readonly redirectUri: string | undefined
  readonly findings: readonly Finding[]
}

/**
 * Validates the address of an app as typed: for the reader's own client by the rules for redirect
 * URIs, for the ready-made client against its registered ones.
 */
export function checkAddress(address: Address, app: App, client: ClientKind): CheckedAddress {
  const tooLong = tooLongParts(address)
  if (tooLong.length > 0) return { origin: undefined, redirectUri: undefined, findings: tooLong }
  const host = fixStrayCharacters(address.host)
  const port = fixStrayCharacters(address.port)
  const path = fixStrayCharacters(address.path)
  const origin = originOf(host.text, port.text)
  const redirectUri = origin + path.text
  // This site runs the practice provider itself: no registration needed.
  if (client === 'ready_made' && app !== 'genkan') {
    if (practiceClient.redirectUris[app] === redirectUri)
      return { origin, redirectUri, findings: [] }
    const finding: Finding = { field: 'address', code: 'practice_redirect_uri' }
    return { origin: undefined, redirectUri: undefined, findings: [finding] }
  }
  const ofOrigin = [
    ...findingsOf('host', host, hostRules, app),
    ...findingsOf('port', port, portRules, app),
    ...portOfPublicHost(host.text, port.text),
  ]
  const findings = [...ofOrigin, ...findingsOf('path', path, pathRules, app)]
  return {
    origin: isUsable(ofOrigin) ? origin : undefined,
    redirectUri: isUsable(findings) ? redirectUri : undefined,
    findings,
  }
}

function tooLongParts(address: Address): readonly Finding[] {
  const parts = ['host', 'port', 'path'] as const
  return parts
    .filter((field) => address[field].length > settingLimit)
    .map((field) => ({ field, code: 'too_long' }))
}

/** Serialized origin: without the default port of its scheme. */
function originOf(host: string, port: string): string {
  const usual = host.toLowerCase().startsWith('https:') ? '443' : '80'
  return port === '' || port === usual ? host : `${host}:${port}`
}

function findingsOf(
  field: Field,
  { text, stray }: FixedText,
  rules: readonly Rule[],
  app: App,
): readonly Finding[] {
  const codes = rules.map((rule) => rule(text, app)).filter((code) => code !== undefined)
  return [...stray, ...codes.slice(0, 1)].map((code) => ({ field, code }))
}

function portOfPublicHost(host: string, port: string): readonly Finding[] {
  return isPublicHost(host) && originOf(host, port) !== host && isPort(port)
    ? [{ field: 'port', code: 'port_public' }]
    : []
}
