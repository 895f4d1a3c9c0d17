import type { Persona } from '../personas.ts'
import { type ConsentScreen, basicScopes, practiceOrganisation } from '../../lib/console/project.ts'

/** Why a person can't use an app, as Google's error code. */
export type Exclusion = 'org_internal' | 'access_denied' | 'admin_policy_enforced'

/** The settings of an app that decide who may use it. */
export type AppPolicy = Pick<ConsentScreen, 'audience' | 'publishingStatus' | 'testUsers'>

/** Access policy of an app that everybody may use. */
export const openToEverybody: AppPolicy = {
  audience: 'external',
  publishingStatus: 'production',
  testUsers: [],
}

/**
 * Access control by Google's rules. An Internal app is for members of its organisation. An app in
 * testing is for anyone while it requests only openid, email and profile, and for its test users
 * beyond that. An organisation's admin blocks external apps that request more.
 * @param scopes as requested
 * @returns why access is denied; undefined where it is granted
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
