import { fill } from '../../src/lib/snippets/placeholders.ts'
import { sampleText } from './sample-folder.ts'

interface SampleSettings {
  readonly issuer: string
  readonly id: string
  readonly secret: string
  readonly cookieSecret?: string
}

/** The settings file of a sample, filled in without the configuration builder. */
export function filledSettings(file: string, settings: SampleSettings): string {
  const { issuer, id, secret, cookieSecret } = settings
  return fill(sampleText(file), {
    ...{ issuer, clientId: id, clientSecret: secret },
    ...(cookieSecret !== undefined && { cookieSecret }),
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
  })
}
