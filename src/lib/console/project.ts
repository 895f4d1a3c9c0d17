/** Who may use an app: members of its organisation, or everybody. */
export type Audience = 'internal' | 'external'
export type PublishingStatus = 'testing' | 'production'

/** Branding and access policy of an app: Google's consent screen. */
export interface ConsentScreen {
  readonly appName: string
  readonly supportEmail: string
  readonly audience: Audience
  readonly contactEmails: readonly string[]
  readonly publishingStatus: PublishingStatus
  readonly testUsers: readonly string[]
  readonly scopes: readonly string[]
}

/** Record of a client secret; the secret itself is shown once and not stored. */
export interface ClientSecret {
  readonly id: string
  /** SHA-256 of the secret, Base64url. */
  readonly hash: string
  readonly lastFour: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly enabled: boolean
}

export interface RegisteredClient {
  readonly clientId: string
  readonly name: string
  readonly javascriptOrigins: readonly string[]
  readonly redirectUris: readonly string[]
  readonly secrets: readonly ClientSecret[]
  /** Milliseconds since 1970. */
  readonly createdAt: number
  /** Soft delete: milliseconds since 1970; null while it exists. */
  readonly deletedAt: number | null
  /** Milliseconds since 1970 of the last code that was exchanged; null before the first. */
  readonly usedAt: number | null
}

/** The project of one browser on the practice console. */
export interface Project {
  readonly name: string
  /** Null until the wizard "Get started" is finished. */
  readonly consentScreen: ConsentScreen | null
  /** Draft of the wizard, and the step that was reopened. */
  readonly draft: Partial<ConsentScreen> & { open?: StartPart }
  readonly clients: readonly RegisteredClient[]
  /** Whether the guide is shown step by step. */
  readonly guided: boolean
  /** Names of opened screens and confirmed steps; input of the guide. */
  readonly seen: readonly string[]
  /** Milliseconds since 1970 of the last change; null as created. */
  readonly editedAt: number | null
}

/** Scopes that need no verification at Google. */
export const basicScopes = ['openid', 'email', 'profile'] as const
/** A sensitive scope to practise with; it gives access to nothing. */
export const sensitiveScope = 'calendar.readonly'
export const knownScopes: readonly string[] = [...basicScopes, sensitiveScope]

/** Limits of a project. Google's are higher, except for two secrets per client. */
export const limits = {
  clients: 10,
  redirectUris: 20,
  secrets: 2,
  testUsers: 100,
  contactEmails: 5,
  /** Characters. */
  name: 100,
  /** Characters. */
  email: 254,
  /** Characters. */
  uri: 500,
  /** Characters of a whole project as JSON. */
  project: 32_768,
} as const

/** Organisation that an Internal app of this console belongs to: Hanako's. */
export const practiceOrganisation = 'sakura.example'

export function emptyProject(name: string, guided: boolean): Project {
  return { name, guided, consentScreen: null, draft: {}, clients: [], seen: [], editedAt: null }
}

/** Steps of the wizard "Get started", in order. */
export const startParts = ['app', 'audience', 'contact', 'finish'] as const
export type StartPart = (typeof startParts)[number]

/** The open step of the wizard: the reopened one, else the first incomplete one. */
export function openPart({ draft }: Project): StartPart {
  if (draft.open) return draft.open
  if (draft.appName === undefined) return 'app'
  if (draft.audience === undefined) return 'audience'
  return draft.contactEmails === undefined ? 'contact' : 'finish'
}
