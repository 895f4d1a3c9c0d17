import { SiteClient, type SiteResponse } from './cookie-jar.ts'

type Fields = Readonly<Record<string, string>>

export interface NewClient {
  readonly clientId: string
  readonly clientSecret: string
}

/** A browser that works on the practice console by sending its forms. */
export class ConsoleVisitor extends SiteClient {
  act(path: string, action: string, fields: Fields = {}): Promise<SiteResponse> {
    return this.post(`/lab/console/${path}`, { action, ...fields })
  }

  /** From nothing to a finished consent screen. */
  async getStarted(audience: 'internal' | 'external' = 'external'): Promise<void> {
    await this.act('', 'create-project', { projectName: 'My project', mode: 'guided' })
    const fill = (part: string, fields: Fields) =>
      this.act('overview/create/', 'fill-in', { part, ...fields })
    await fill('app', { appName: 'My app', supportEmail: 'me@mail.example' })
    await fill('audience', { audience })
    await fill('contact', { contactEmails: 'me@mail.example' })
    await fill('finish', { agreed: 'on' })
  }

  /** Registers a client; its secret is read from the page that shows it. */
  async createClient(redirectUris: readonly string[], fields: Fields = {}): Promise<NewClient> {
    const answer = await this.act('clients/new/', 'create-client', {
      ...{ type: 'web', name: 'A client', redirectUris: redirectUris.join('\n') },
      ...fields,
    })
    const clientId = answer.headers.get('location')?.split('/').at(-2)
    if (!clientId) throw new Error(`no client was made: ${answer.status} ${answer.body}`)
    return { clientId, clientSecret: await this.newSecret(clientId) }
  }

  /** The secret that was just made, as the client's page shows it this once. */
  async newSecret(clientId: string): Promise<string> {
    const page = await this.get(`/lab/console/clients/${clientId}/`)
    const secret = /GKNSPX-[\w-]{28}/.exec(page.body)?.[0]
    if (!secret) throw new Error(`no secret is shown: ${page.status}`)
    return secret
  }
}
