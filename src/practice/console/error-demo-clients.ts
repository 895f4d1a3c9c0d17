import { type AppPolicy, openToEverybody } from './access-policy.ts'

/** A static client that demonstrates an error. */
export interface ErrorDemoClient {
  readonly clientId: string
  /** Shown on the provider's screens. */
  readonly name: string
  readonly deleted: boolean
  readonly app: AppPolicy
}

/**
 * Clients whose logins fail with one of Google's errors; the troubleshooting page links to them.
 */
export const errorDemoClients: readonly ErrorDemoClient[] = [
  {
    clientId: 'deleted.apps.genkan.practice',
    name: 'A deleted app',
    deleted: true,
    app: openToEverybody,
  },
  {
    clientId: 'internal.apps.genkan.practice',
    name: 'An internal app of Sakura',
    deleted: false,
    app: { ...openToEverybody, audience: 'internal' },
  },
  {
    clientId: 'testing.apps.genkan.practice',
    name: 'An app in testing',
    deleted: false,
    app: { ...openToEverybody, publishingStatus: 'testing' },
  },
]
