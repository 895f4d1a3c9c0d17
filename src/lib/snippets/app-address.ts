import type { App } from '../stacks.ts'
import {
  type Rule,
  hostRules,
  isPort,
  isPublicHost,
  pathRules,
  portRules,
} from './app-address-rules.ts'
import { type Field, type Finding, isUsable } from './setting-findings.ts'
import { practiceClient } from './preregistered-client.ts'
import type { Address, ClientKind } from './settings.ts'
import { type CleanedText, removeStrayCharacters } from './stray-characters.ts'

export interface CheckedAddress {
  /** Scheme, host and port; undefined where they are invalid. */
  readonly origin: string | undefined
  /** The redirect URI; undefined where it is invalid. */
  readonly redirectUri: string | undefined
  readonly findings: readonly Finding[]
}

/**
 * Validates the URL of an app as typed: for a reader's own client by the rules for redirect URIs,
 * else by the redirect URIs of the preregistered client.
 */
export function checkAddress(address: Address, app: App, client: ClientKind): CheckedAddress {
  const host = removeStrayCharacters(address.host)
  const port = removeStrayCharacters(address.port)
  const path = removeStrayCharacters(address.path)
  const origin = originOf(host.text, port.text)
  const redirectUri = origin + path.text
  // Not for this site itself: it runs the practice provider and is registered there.
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

/** An origin without the default port of its scheme, like a browser. */
function originOf(host: string, port: string): string {
  const usual = host.toLowerCase().startsWith('https:') ? '443' : '80'
  return port === '' || port === usual ? host : `${host}:${port}`
}

function findingsOf(
  field: Field,
  { text, stray }: CleanedText,
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
