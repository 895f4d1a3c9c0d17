import { isSecureUrl } from '../lib/oidc/provider-metadata.ts'
import { type LogLevel, logLevels } from './log.ts'
import { type Network, parseNetwork } from './http/client-address.ts'

/**
 * An invalid environment variable: the message is one line that names it and says how to fix it.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

export interface ConfiguredClient {
  readonly clientId: string
  readonly clientSecret: string
}

export interface CustomProvider extends ConfiguredClient {
  readonly issuer: string
  readonly name: string
}

export interface Environment {
  /** Public origin, no slash at its end. */
  readonly siteUrl: string
  readonly host: string
  readonly port: number
  /** 64 hex digits each, newest first; null to generate one. */
  readonly cookieSecrets: readonly string[] | null
  readonly google: ConfiguredClient | null
  readonly custom: CustomProvider | null
  readonly dataDirectory: string
  /** The store that several instances share, in place of the one in `dataDirectory`. */
  readonly redisUrl: string | null
  /** IP addresses and networks of reverse proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly Network[]
  readonly logLevel: LogLevel
  /** False only where tests ask for it. */
  readonly rateLimit: boolean
}

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Parses the environment variables.
 * @throws ConfigurationError at the first one that is malformed, or set without its partner
 */
export function readEnvironment(variables: Variables): Environment {
  const value = (name: string) => variables[name]?.trim() || undefined
  const port = readPort(value('PORT') ?? '4321')
  const siteUrl = readSiteUrl(value('SITE_URL') ?? `http://localhost:${port}`)
  return {
    siteUrl,
    port,
    host: value('HOST') ?? 'localhost',
    cookieSecrets: readCookieSecrets(value('COOKIE_SECRET'), siteUrl),
    google: readClient('GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET', value),
    custom: readCustom(value),
    dataDirectory: value('DATA_DIR') ?? '.data',
    redisUrl: readRedisUrl(value('REDIS_URL')),
    trustedProxies: readTrustedProxies(value('TRUSTED_PROXIES')),
    logLevel: readLogLevel(value('LOG_LEVEL') ?? 'info'),
    rateLimit: readRateLimit(value('RATE_LIMIT'), siteUrl),
  }
}

/** Whether the host of an origin is loopback: only this machine can reach the site. */
export function isLoopback(siteUrl: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(siteUrl).hostname)
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port > 0 && port <= 65_535) return port
  throw new ConfigurationError('PORT: must be a number from 1 to 65535, such as 4321')
}

function readLogLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text)
  if (level) return level
  throw new ConfigurationError(`LOG_LEVEL: must be one of ${logLevels.join(', ')}`)
}

function readSiteUrl(text: string): string {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || !['', '/'].includes(url.pathname)) {
    throw new ConfigurationError(
      'SITE_URL: must be an origin without a path, such as https://login.example.com',
    )
  }
  if (url.search || url.hash || url.username || url.password) {
    throw new ConfigurationError('SITE_URL: leave out everything after the host and port')
  }
  if (!isSecureUrl(url)) {
    throw new ConfigurationError(
      'SITE_URL: http is for localhost only; use https for every other host',
    )
  }
  return url.origin
}

function readCookieSecrets(text: string | undefined, siteUrl: string): readonly string[] | null {
  if (text === undefined) {
    if (siteUrl.startsWith('http://')) return null
    throw new ConfigurationError(
      'COOKIE_SECRET: required on https; make one with: openssl rand -hex 32',
    )
  }
  const secrets = text.split(',').map((secret) => secret.trim())
  if (secrets.every((secret) => /^[0-9a-f]{64}$/i.test(secret))) return secrets
  throw new ConfigurationError(
    'COOKIE_SECRET: must be 64 hex digits; make one with: openssl rand -hex 32',
  )
}

function readClient(
  idName: string,
  secretName: string,
  value: (name: string) => string | undefined,
): ConfiguredClient | null {
  const clientId = value(idName)
  const clientSecret = value(secretName)
  if (clientId && clientSecret) return { clientId, clientSecret }
  if (!clientId && !clientSecret) return null
  const [there, absent] = clientId ? [idName, secretName] : [secretName, idName]
  throw new ConfigurationError(`${absent}: missing while ${there} is set; set both, or neither`)
}

function readCustom(value: (name: string) => string | undefined): CustomProvider | null {
  const issuer = value('OIDC_ISSUER')
  const client = readClient('OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', value)
  if (!issuer && !client) {
    if (!value('OIDC_NAME')) return null
    throw new ConfigurationError(
      'OIDC_ISSUER: missing while OIDC_NAME is set; set the issuer, or unset the name',
    )
  }
  if (!issuer) {
    throw new ConfigurationError(
      "OIDC_ISSUER: missing while OIDC_CLIENT_ID is set; set it to the issuer's URL",
    )
  }
  const url = URL.parse(issuer)
  if (!url || !isSecureUrl(url) || url.search || url.hash || url.username || url.password) {
    throw new ConfigurationError(
      'OIDC_ISSUER: must be an https URL without query, such as https://id.example.com',
    )
  }
  if (!client) {
    throw new ConfigurationError(
      'OIDC_CLIENT_ID: missing while OIDC_ISSUER is set; register a client there',
    )
  }
  return { issuer, ...client, name: value('OIDC_NAME') ?? url.host }
}

// Never repeated in the message: it may hold a password.
function readRedisUrl(text: string | undefined): string | null {
  if (text === undefined) return null
  const url = URL.parse(text)
  const isRedis = url && /^rediss?:$/.test(url.protocol) && url.hostname !== ''
  if (isRedis && /^\/?\d*$/.test(url.pathname) && !url.search && !url.hash) return text
  throw new ConfigurationError(
    'REDIS_URL: must be a URL such as redis://localhost:6379 or rediss://user:password@redis.example.com:6380/0',
  )
}

function readTrustedProxies(text: string | undefined): readonly Network[] {
  const networks = (text?.split(',') ?? []).map((part) => parseNetwork(part.trim()))
  if (networks.every((network) => network !== undefined)) return networks
  throw new ConfigurationError(
    'TRUSTED_PROXIES: must be addresses or networks with commas between, such as 127.0.0.1,10.0.0.0/8',
  )
}

// The rate limit can be off only on localhost, for tests: without it one client can overload the
// site.
function readRateLimit(text: string | undefined, siteUrl: string): boolean {
  if (text === undefined || text === 'on') return true
  if (text === 'off' && siteUrl.startsWith('http://')) return false
  throw new ConfigurationError(
    'RATE_LIMIT: can only be off where SITE_URL is http on localhost; unset it',
  )
}
