import type { Persona } from '../personas.ts'
import { type ConsentScreen, basicScopes, practiceOrganisation } from '../../lib/console/project.ts'

/** Why a person is not let into an app, in Google's codes. */
export type Exclusion = 'org_internal' | 'access_denied' | 'admin_policy_enforced'

/** What of an app decides who may use it. */
export type AppPolicy = Pick<ConsentScreen, 'audience' | 'publishingStatus' | 'testUsers'>

/** An app that everybody may use. */
export const openToEverybody: AppPolicy = {
  audience: 'external',
  publishingStatus: 'production',
  testUsers: [],
}

/**
 * Whether the provider lets a person use an app, by Google's rules: an Internal app takes members
 * only; an app in testing takes anyone while it asks for openid, email and profile alone, and
 * listed test users for more; an organisation's admin blocks other people's apps that want more.
 * @param scopes as requested
 * @returns why not; undefined where the person is let in
 */
export function exclusion(
  app: AppPolicy,
  person: Persona,
  scopes: readonly string[],
): Exclusion | undefined {
  if (app.audience === 'internal') {
    return person.hostedDomain === practiceOrganisation ? undefined : 'org_internal'
  }
  const wider = scopes.some((scope) => !(basicScopes as readonly string[]).includes(scope))
  if (!wider) return undefined
  if (person.hostedDomain === practiceOrganisation) return 'admin_policy_enforced'
  const listed = app.testUsers.some((email) => email.toLowerCase() === person.email)
  return app.publishingStatus === 'testing' && !listed ? 'access_denied' : undefined
}
