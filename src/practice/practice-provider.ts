import type { RequestListener } from 'node:http'
import Provider, { type ClientMetadata, type Configuration } from 'oidc-provider'
import { practiceConfiguration } from './configuration.ts'
import { Interactions } from './interactions.ts'
import type { RecordStore } from './record-store.ts'
import { shapeMetadata } from './metadata-shape.ts'
import { ignoreNonceWithoutOpenid } from './plain-oauth.ts'
import { practiceSecrets } from './secrets.ts'
import { forgetSessions } from './session-forgetting.ts'

/** Client ID of the site's own demo; the ending is in the shape of Google's. */
export const demoClientId = 'demo.apps.genkan.practice'

export interface PracticeProvider {
  readonly issuer: string
  /** Answers requests under `/practice`; `url` without that prefix, `originalUrl` with it. */
  readonly listener: RequestListener
  readonly interactions: Interactions
  readonly demoClientSecret: string
}

interface PracticeOptions {
  /** Public origin of the site, such as `http://localhost:4321`. */
  readonly siteUrl: string
  readonly store: RecordStore
  readonly demoRedirectUri: string
  /** Clients beside the demo's own. */
  readonly clients: readonly ClientMetadata[]
  readonly renderError: NonNullable<Configuration['renderError']>
}

/** Starts the practice provider: an OpenID provider in Google's shape, at `<site>/practice`. */
export async function createPracticeProvider(options: PracticeOptions): Promise<PracticeProvider> {
  const { siteUrl, store, demoRedirectUri, clients, renderError } = options
  const secrets = await practiceSecrets(store)
  const demoClient = {
    client_id: demoClientId,
    client_secret: secrets.demoClientSecret,
    client_name: 'Genkan',
    redirect_uris: [demoRedirectUri],
  }
  const issuer = `${siteUrl}/practice`
  const provider = new Provider(
    issuer,
    practiceConfiguration({
      ...{ siteUrl, store, secrets, renderError },
      clients: [demoClient, ...clients],
    }),
  )
  // The front door states the public scheme in X-Forwarded-Proto, whatever the visitor sent.
  provider.proxy = true
  provider.use(forgetSessions)
  provider.use(shapeMetadata)
  provider.use(ignoreNonceWithoutOpenid)
  const handle = provider.callback()
  return {
    issuer,
    listener: (request, response) => void handle(request, response),
    interactions: new Interactions(provider),
    demoClientSecret: secrets.demoClientSecret,
  }
}
