import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type Provider from 'oidc-provider'
import { errors, type InteractionResults } from 'oidc-provider'
import { type Exclusion, exclusion } from './console/access-policy.ts'
import type { ClientDirectory } from './console/client-directory.ts'
import { type Persona, personaBySubject } from './personas.ts'
import { libraryCookieHeader } from './translate-cookies.ts'
import type { VisitCookies } from './visit-cookies.ts'

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

/** The current step of a login at the practice provider, for its page. */
export interface InteractionStep {
  readonly step: 'choose-account' | 'consent'
  readonly clientName: string
  /** Host of the redirect URI. */
  readonly redirectHost: string
  readonly scopes: readonly string[]
  /** The chosen person; absent at the first step. */
  readonly person?: Persona
  /** `ui_locales` of the request, as sent. */
  readonly uiLocales: string
}

/**
 * The interactions of `oidc-provider`: account chooser and consent. Each method takes the browser's
 * Cookie header and returns undefined where the login is over, was begun in another browser, or is
 * at another step.
 */
export class Interactions {
  readonly #provider: Provider
  readonly #directory: ClientDirectory
  readonly #visits: VisitCookies

  constructor(provider: Provider, directory: ClientDirectory, visits: VisitCookies) {
    this.#provider = provider
    this.#directory = directory
    this.#visits = visits
  }

  async current(uid: string, cookies: string): Promise<InteractionStep | undefined> {
    const interaction = await this.#find(uid, cookies)
    if (!interaction) return undefined
    const { params, prompt } = interaction
    const clientId = String(params.client_id)
    const client = await this.#provider.Client.find(clientId)
    const person = personaBySubject(accountOf(interaction) ?? '')
    return {
      step: prompt.name === 'consent' ? 'consent' : 'choose-account',
      clientName: client?.clientName ?? clientId,
      redirectHost: new URL(String(params.redirect_uri)).host,
      scopes: scopesOf(interaction),
      ...(person ? { person } : {}),
      uiLocales: String(params.ui_locales ?? ''),
    }
  }

  /** Origin of the redirect URI, without a check of the browser; undefined for an unknown login. */
  async redirectOrigin(uid: string): Promise<string | undefined> {
    const interaction = await this.#provider.Interaction.find(uid)
    const url = URL.parse(String(interaction?.params.redirect_uri))
    return url?.origin
  }

  /** @returns the URL to continue at, or why this person can't use the app */
  async chooseAccount(
    uid: string,
    cookies: string,
    sub: string,
  ): Promise<string | { readonly excluded: Exclusion } | undefined> {
    const interaction = await this.#find(uid, cookies)
    const person = personaBySubject(sub)
    if (!interaction || interaction.prompt.name === 'consent' || !person) return undefined
    const client = await this.#directory.find(String(interaction.params.client_id))
    const excluded = client && exclusion(client.app, person, scopesOf(interaction))
    if (excluded) return { excluded }
    return finish(interaction, { select_account: {}, login: { accountId: sub, remember: false } })
  }

  /** Grants the requested scopes. @returns the URL to continue at */
  async agree(uid: string, cookies: string): Promise<string | undefined> {
    const interaction = await this.#find(uid, cookies)
    const accountId = interaction && accountOf(interaction)
    if (!interaction || accountId === undefined || interaction.prompt.name !== 'consent') {
      return undefined
    }
    const clientId = String(interaction.params.client_id)
    const grant = new this.#provider.Grant({ accountId, clientId })
    const { missingOIDCScope } = interaction.prompt.details
    if (Array.isArray(missingOIDCScope)) grant.addOIDCScope(missingOIDCScope.join(' '))
    return finish(interaction, { consent: { grantId: await grant.save() } })
  }

  /** Sends the browser back with `error=access_denied` (RFC 6749, 4.1.2.1). */
  async cancel(uid: string, cookies: string): Promise<string | undefined> {
    const interaction = await this.#find(uid, cookies)
    if (!interaction) return undefined
    const description = 'The person cancelled at the practice provider'
    interaction.lastSubmission = undefined
    return finish(interaction, { error: 'access_denied', error_description: description })
  }

  // The library reads its cookie of the interaction from a request of Node's http.
  async #find(uid: string, cookies: string): Promise<Interaction | undefined> {
    if (!this.#visits.isBound(uid, cookies)) return undefined
    const request = new IncomingMessage(new Socket())
    request.headers.cookie = libraryCookieHeader('interaction', uid)
    try {
      const interaction = await this.#provider.interactionDetails(
        request,
        new ServerResponse(request),
      )
      return interaction.uid === uid ? interaction : undefined
    } catch (error) {
      if (error instanceof errors.SessionNotFound) return undefined
      throw error
    }
  }
}

function scopesOf({ params }: Interaction): string[] {
  return String(params.scope ?? '').split(' ')
}

// The session is gone once the step was submitted. It may be submitted again: the redirect can get
// lost. Then the account is in the result.
function accountOf({ session, result }: Interaction): string | undefined {
  return session?.accountId ?? result?.login?.accountId
}

async function finish(interaction: Interaction, result: InteractionResults): Promise<string> {
  interaction.result = { ...interaction.lastSubmission, ...result }
  // State is in the result, not in the session: two logins in one browser would end each other.
  interaction.session = undefined
  await interaction.persist()
  return interaction.returnTo
}
