import { type RedirectUriRule, redirectUriRules } from '../redirect-uri/redirect-uri-rules.ts'
import { isLoopback, uriParts } from '../redirect-uri/uri-parts.ts'
import { type App, appTable } from '../stacks.ts'
import { holdsClientSecret } from './client-id.ts'
import type { FindingCode } from './setting-findings.ts'

/** Validation rule for one part of an app's URL, without stray characters. */
export type Rule = (text: string, app: App) => FindingCode | undefined

/** Google's rules, mapped to codes of the field; the first violation counts. */
const hostFindings: readonly (readonly [RedirectUriRule, FindingCode])[] = [
  ['missing_colon', 'host_only'],
  ['malformed', 'host_malformed'],
  ['placeholder', 'host_malformed'],
  ['userinfo', 'host_malformed'],
  ['wildcard', 'host_malformed'],
  ['raw_ip', 'host_raw_ip'],
  ['public_domain', 'host_public'],
  ['https_required', 'host_https'],
]

/** Rules for scheme and host, in order. The first violation counts. */
export const hostRules: readonly Rule[] = [
  (text) => (holdsClientSecret(text) ? 'secret' : undefined),
  (text) => (/^https?:\/\//i.test(text) ? undefined : 'host_scheme'),
  (text) => {
    const { port, path, query, fragment } = uriParts(text)
    return port + path + query + fragment === '' ? undefined : 'host_only'
  },
  (text) => {
    const broken = redirectUriRules(text)
    return hostFindings.find(([rule]) => broken.includes(rule))?.[1]
  },
  // Characters that would end the value in a file.
  (text) => (/^https?:\/\/[\w.:[\]-]+$/i.test(text) ? undefined : 'host_malformed'),
  (text, app) => {
    const { scheme = '', host = '' } = uriParts(text)
    if (!isLoopback(host)) return undefined
    if (scheme.toLowerCase() === 'https') return 'host_https_local'
    return appTable[app].opensAtLocalhost && host !== 'localhost' ? 'host_loopback_ip' : undefined
  },
]

/** Whether an app is on the public internet (https, not loopback): its URL rarely has a port. */
export function isPublicHost(text: string): boolean {
  const { scheme = '', host = '' } = uriParts(text)
  return scheme.toLowerCase() === 'https' && host !== '' && !isLoopback(host)
}

export const portRules: readonly Rule[] = [
  (text) => (text === '' || isPort(text) ? undefined : 'port_range'),
]

/** Whether a text is a port, 1 to 65535. */
export function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535
}

const isOtherPath = (text: string, app: App, setBy: 'library' | 'code') => {
  const { callback } = appTable[app]
  return callback.setBy === setBy && callback.path !== text
}

export const pathRules: readonly Rule[] = [
  (text) => (holdsClientSecret(text) ? 'secret' : undefined),
  (text) => (text.startsWith('/') ? undefined : 'path_start'),
  (text, app) => (isOtherPath(text, app, 'library') ? 'path_fixed' : undefined),
  (text) => {
    const isAllowed = redirectUriRules(`https://app.example.com${text}`).length === 0
    // A quote would end the value in the file.
    return isAllowed && /^[\w/.~%-]*$/.test(text) ? undefined : 'path_characters'
  },
  (text, app) => (isOtherPath(text, app, 'code') ? 'path_in_code' : undefined),
  (text) => (text.endsWith('/') ? 'path_slash' : undefined),
]
