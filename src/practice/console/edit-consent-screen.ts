import {
  type Edited,
  emailFinding,
  found,
  listFindings,
  textFinding,
} from '../../lib/console/form-findings.ts'
import {
  type Audience,
  type ConsentScreen,
  type Project,
  type PublishingStatus,
  type StartPart,
  basicScopes,
  knownScopes,
  limits,
} from '../../lib/console/project.ts'

export interface TypedIntoStart {
  readonly appName: string
  readonly supportEmail: string
  readonly audience: string
  readonly contactEmails: readonly string[]
  readonly agreed: boolean
}

/** Saves one step of the wizard "Get started". The last step creates the consent screen. */
export function fillIn(project: Project, part: StartPart, typed: TypedIntoStart): Edited {
  const keep = (filledIn: Project['draft']): Project => {
    const draft = { ...project.draft, ...filledIn }
    // The reopened step is filled in again.
    delete draft.open
    return { ...project, draft }
  }
  if (part === 'app') {
    const { appName, supportEmail } = typed
    const findings = appFindings(appName, supportEmail)
    return findings.length > 0 ? { findings } : keep({ appName, supportEmail })
  }
  if (part === 'audience') {
    const { audience } = typed
    if (isAudience(audience)) return keep({ audience })
    return { findings: [{ field: 'audience', code: 'missing' }] }
  }
  if (part === 'contact') {
    const { contactEmails } = typed
    const findings = contactFindings(contactEmails)
    return findings.length > 0 ? { findings } : keep({ contactEmails })
  }
  return finish(project, typed.agreed)
}

function finish(project: Project, agreed: boolean): Edited {
  const { appName, supportEmail, audience, contactEmails } = project.draft
  if (!agreed) return { findings: [{ field: 'agreed', code: 'not_agreed' }] }
  if (!appName || !supportEmail || !audience || !contactEmails) {
    return { findings: [{ field: 'appName', code: 'missing' }] }
  }
  const consentScreen: ConsentScreen = {
    ...{ appName, supportEmail, audience, contactEmails },
    publishingStatus: 'testing',
    testUsers: [],
    scopes: [...basicScopes],
  }
  return { ...project, consentScreen, draft: {} }
}

/** Reopens a step of the wizard; its values stay. */
export function reopen(project: Project, part: StartPart): Project {
  return { ...project, draft: { ...project.draft, open: part } }
}

/** Branding: name and support address on the consent screen. */
export function editBranding(project: Project, appName: string, supportEmail: string): Edited {
  const findings = appFindings(appName, supportEmail)
  return findings.length > 0 ? { findings } : change(project, { appName, supportEmail })
}

/** Audience: internal or external. */
export function setAudience(project: Project, audience: string): Edited {
  if (!isAudience(audience)) return { findings: [{ field: 'audience', code: 'missing' }] }
  return change(project, { audience })
}

/** Publishing status: Publish app, Back to testing. */
export function setPublishingStatus(project: Project, publishingStatus: PublishingStatus): Edited {
  return change(project, { publishingStatus })
}

/** @param emails one or more; duplicates are ignored */
export function addTestUsers(project: Project, emails: readonly string[]): Edited {
  const listed = project.consentScreen?.testUsers ?? []
  const testUsers = [...new Set([...listed, ...emails.map((email) => email.toLowerCase())])]
  const field = 'testUsers'
  const findings = [
    ...found(emails.length === 0 ? { field, code: 'missing' } : undefined),
    ...listFindings(field, testUsers, limits.testUsers, (email) =>
      found(emailFinding(field, email, limits.email)),
    ),
  ]
  return findings.length > 0 ? { findings } : change(project, { testUsers })
}

export function removeTestUser(project: Project, email: string): Edited {
  const listed = project.consentScreen?.testUsers ?? []
  return change(project, { testUsers: listed.filter((candidate) => candidate !== email) })
}

/** Data Access: the scopes that the app declares. Unknown scopes are ignored. */
export function setScopes(project: Project, scopes: readonly string[]): Edited {
  return change(project, { scopes: knownScopes.filter((scope) => scopes.includes(scope)) })
}

function change(project: Project, screen: Partial<ConsentScreen>): Edited {
  if (!project.consentScreen) return { findings: [{ field: '', code: 'not_started' }] }
  return { ...project, consentScreen: { ...project.consentScreen, ...screen } }
}

function appFindings(appName: string, supportEmail: string) {
  return found(
    textFinding('appName', appName, limits.name),
    emailFinding('supportEmail', supportEmail, limits.email),
  )
}

function contactFindings(emails: readonly string[]) {
  const field = 'contactEmails'
  return [
    ...found(emails.length === 0 ? { field, code: 'missing' } : undefined),
    ...listFindings(field, emails, limits.contactEmails, (email) =>
      found(emailFinding(field, email, limits.email)),
    ),
  ]
}

function isAudience(text: string): text is Audience {
  return text === 'internal' || text === 'external'
}
