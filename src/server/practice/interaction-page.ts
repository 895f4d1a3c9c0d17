import { type Language, askedLanguage } from '../../lib/i18n/languages.ts'
import { messagesIn } from '../../lib/i18n/messages.ts'
import type { Exclusion } from '../../practice/console/access-policy.ts'
import { type Persona, claimsOf, personas } from '../../practice/personas.ts'
import { seeOther } from '../http/responses.ts'
import type { Site } from '../site.ts'

/** A practice person as a page shows them. */
export interface ShownPerson {
  readonly sub: string
  readonly name: string
  readonly email: string
  readonly picture: string
  /** Note beside the name, such as an unverified address; may be empty. */
  readonly note: string
}

export interface InteractionPage {
  readonly language: Language
  /** `expired`: the login expired, or was begun in another browser. */
  readonly step: 'choose-account' | 'consent' | 'expired' | 'excluded'
  /** Why the chosen person can't use the app, at the step `excluded`. */
  readonly excluded: Exclusion | undefined
  readonly clientName: string
  readonly redirectHost: string
  readonly scopes: readonly string[]
  readonly people: readonly ShownPerson[]
  readonly person: ShownPerson | undefined
}

/**
 * Interaction page of the practice provider (account chooser, consent): `GET` shows the current
 * step, `POST` submits it.
 * @returns a redirect after a valid submission, else what to show
 */
export async function interactionPage(
  request: Request,
  uid: string,
  site: Site,
): Promise<Response | InteractionPage> {
  const { interactions } = site.practice
  const cookies = request.headers.get('cookie') ?? ''
  const step = await interactions.current(uid, cookies)
  let excluded: Exclusion | undefined
  if (step && request.method === 'POST') {
    const answer = await takeAnswer(new URLSearchParams(await request.text()), uid, cookies, site)
    if (typeof answer === 'string') return seeOther(answer)
    excluded = answer?.excluded
  }
  const language = askedLanguage(step?.uiLocales ?? '', request.headers.get('accept-language'))
  const show = (person: Persona) => shownPerson(person, site.environment.siteUrl, language)
  return {
    language,
    step: excluded ? 'excluded' : (step?.step ?? 'expired'),
    excluded,
    clientName: step?.clientName ?? '',
    redirectHost: step?.redirectHost ?? '',
    scopes: step?.scopes ?? [],
    people: personas.map(show),
    person: step?.person ? show(step.person) : undefined,
  }
}

async function takeAnswer(
  form: URLSearchParams,
  uid: string,
  cookies: string,
  { practice: { interactions } }: Site,
): Promise<string | { readonly excluded: Exclusion } | undefined> {
  const account = form.get('account')
  if (form.has('cancel')) return interactions.cancel(uid, cookies)
  if (account !== null) return interactions.chooseAccount(uid, cookies, account)
  if (form.get('decision') === 'cancel') return interactions.cancel(uid, cookies)
  if (form.get('decision') === 'agree') return interactions.agree(uid, cookies)
  return undefined
}

function shownPerson(persona: Persona, siteUrl: string, language: Language): ShownPerson {
  const { sub, name, email, hostedDomain, emailVerified } = persona
  const t = messagesIn(language)
  const notes = [
    ...(hostedDomain ? [t('practice.note.organisation', { domain: hostedDomain })] : []),
    ...(emailVerified ? [] : [t('practice.note.unverified')]),
  ]
  return {
    sub,
    name,
    email,
    picture: String(claimsOf(persona, siteUrl).picture),
    note: notes.join(' · '),
  }
}
