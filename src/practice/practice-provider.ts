import { createHmac, randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import Provider, { type ClientMetadata } from 'oidc-provider'
import { practiceConfiguration } from './configuration.ts'
import { ClientDirectory } from './console/client-directory.ts'
import { matchesAny } from './console/client-secrets.ts'
import { type ErrorDemoClient, errorDemoClients } from './console/error-demo-clients.ts'
import { ProjectStore } from './console/project-store.ts'
import { type ShowError, refuseAsGoogle, shapeTokenErrors } from './google-errors.ts'
import { Interactions } from './interactions.ts'
import { holdErrorsBack, noteErrors } from './reader-client-errors.ts'
import type { NamedRecord, RecordStore } from './record-store.ts'
import { shapeDiscoveryDocument } from './discovery-document.ts'
import { ignoreNonceWithoutOpenid } from './ignore-nonce.ts'
import type { AfterResponse } from './provider-adapter.ts'
import { practiceSecrets } from './practice-secrets.ts'
import { translateCookies } from './translate-cookies.ts'
import { VisitCookies } from './visit-cookies.ts'

/** Client ID of the site's own demo, in Google's format. */
export const demoClientId = 'demo.apps.genkan.practice'

export interface PracticeProvider {
  readonly issuer: string
  /** Answers requests under `/practice`; `url` without that prefix, `originalUrl` with it. */
  readonly listener: RequestListener
  readonly interactions: Interactions
  /** Projects of the practice console. */
  readonly projects: ProjectStore
  readonly directory: ClientDirectory
  readonly demoClientSecret: string
  /** Pseudonym of a network, so that the store holds no IP address. */
  nameOfNetwork(network: string): string
  /** Records of the secrets in use, its signing key among them. */
  readonly secretRecords: readonly NamedRecord[]
}

interface PracticeOptions {
  /** Public origin of the site, such as `http://localhost:4321`. */
  readonly siteUrl: string
  readonly store: RecordStore
  readonly demoRedirectUri: string
  /** Static clients beside the demo's own. */
  readonly clients: readonly ClientMetadata[]
  readonly showError: ShowError
  readonly afterResponse: AfterResponse
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Starts the practice provider: an OpenID provider in Google's shape, at `<site>/practice`. */
export async function createPracticeProvider(options: PracticeOptions): Promise<PracticeProvider> {
  const { siteUrl, store, demoRedirectUri, clients, showError, afterResponse, now } = options
  const secrets = await practiceSecrets(store)
  const demoClient = {
    client_id: demoClientId,
    client_secret: secrets.demoClientSecret,
    client_name: 'Genkan',
    redirect_uris: [demoRedirectUri],
  }
  const fixedClients = [
    demoClient,
    ...clients,
    ...errorDemoClients.map((client) => errorDemoMetadata(client, demoRedirectUri)),
  ]
  const projects = new ProjectStore(store, now)
  const directory = new ClientDirectory(projects, fixedClients)
  const issuer = `${siteUrl}/practice`
  const provider = new Provider(
    issuer,
    practiceConfiguration({
      ...{ siteUrl, store, secrets, showError, afterResponse },
      clients: fixedClients,
      projects,
    }),
  )
  const visits = new VisitCookies(secrets.cookieKey, siteUrl, now)
  acceptHashedSecrets(provider)
  // Trust X-Forwarded-Proto: practice-adapter.ts sets it, and drops the visitor's.
  provider.proxy = true
  provider.use(translateCookies(visits))
  provider.use(shapeDiscoveryDocument)
  provider.use(shapeTokenErrors(directory))
  provider.use(refuseAsGoogle(directory, showError))
  noteErrors(provider)
  provider.use(holdErrorsBack(directory, showError))
  provider.use(ignoreNonceWithoutOpenid)
  const handle = provider.callback()
  return {
    issuer,
    listener: (request, response) => void handle(request, response),
    interactions: new Interactions(provider, directory, visits),
    projects,
    directory,
    demoClientSecret: secrets.demoClientSecret,
    nameOfNetwork: (network) =>
      createHmac('sha256', secrets.cookieKey).update(network).digest('base64url').slice(0, 22),
    secretRecords: secrets.records,
  }
}

/** Client metadata with a random secret: the login fails before any secret is needed. */
function errorDemoMetadata(
  { clientId, name }: ErrorDemoClient,
  redirectUri: string,
): ClientMetadata {
  return {
    client_id: clientId,
    client_name: name,
    client_secret: randomBytes(32).toString('base64url'),
    redirect_uris: [redirectUri],
  }
}

// Client authentication by hash: the library compares one secret in clear text, a registered client
// has up to two, as hashes.
function acceptHashedSecrets({ Client }: Provider): void {
  const { prototype } = Client
  const compare = prototype.compareClientSecret
  prototype.compareClientSecret = function (this: InstanceType<typeof Client>, actual: string) {
    const hashes = this['secret_hashes']
    return Array.isArray(hashes)
      ? matchesAny(actual, hashes as string[])
      : compare.call(this, actual)
  }
}
