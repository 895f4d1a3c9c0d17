import { practicePaths } from '../../practice/configuration.ts'
import type { RegisteredClient } from '../../lib/console/project.ts'

/**
 * `client_secret.json` in Google's shape, as its libraries read it.
 * @param secret in clear text; only its hash is stored, so the file can't be made later
 * @param issuer of the practice provider
 */
export function clientFile(
  client: RegisteredClient,
  secret: string,
  projectName: string,
  issuer: string,
): string {
  const web = {
    client_id: client.clientId,
    project_id: projectName,
    auth_uri: issuer + practicePaths.authorization,
    token_uri: issuer + practicePaths.token,
    auth_provider_x509_cert_url: issuer + practicePaths.jwks,
    client_secret: secret,
    redirect_uris: client.redirectUris,
    ...(client.javascriptOrigins.length > 0 && { javascript_origins: client.javascriptOrigins }),
  }
  return JSON.stringify({ web })
}
