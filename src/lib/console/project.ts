/** Who an app is for: the members of its organisation, or everybody. */
export type Audience = 'internal' | 'external'
export type PublishingStatus = 'testing' | 'production'

/** What a person is told of an app, and whom it lets in. Google calls it the consent screen. */
export interface ConsentScreen {
  readonly appName: string
  readonly supportEmail: string
  readonly audience: Audience
  readonly contactEmails: readonly string[]
  readonly publishingStatus: PublishingStatus
  readonly testUsers: readonly string[]
  readonly scopes: readonly string[]
}

/** The secret itself is shown once and kept nowhere. */
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
  /** Milliseconds since 1970; null while it is there. */
  readonly deletedAt: number | null
  /** Milliseconds since 1970 of the last code that was exchanged; null before the first. */
  readonly usedAt: number | null
}

/** What one browser has set up on the practice console. */
export interface Project {
  readonly name: string
  /** Null until Get started was gone through. */
  readonly consentScreen: ConsentScreen | null
  /** What was typed into Get started so far, and the part that was opened again. */
  readonly draft: Partial<ConsentScreen> & { open?: StartPart }
  readonly clients: readonly RegisteredClient[]
  /** Led step by step, or left alone. */
  readonly guided: boolean
  /** What was opened and confirmed so far, by name; the guidance goes by it. */
  readonly seen: readonly string[]
}

/** Scopes that need no verification at Google. */
export const basicScopes = ['openid', 'email', 'profile'] as const
/** A scope for the practice of wider ones: it opens nothing, as nobody here has a calendar. */
export const sensitiveScope = 'calendar.readonly'
export const knownScopes: readonly string[] = [...basicScopes, sensitiveScope]

/** Bounds of what one browser may keep. Google's own are wider; two secrets are its rule too. */
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
  return { name, guided, consentScreen: null, draft: {}, clients: [], seen: [] }
}

/** The parts of Get started, in the console's order. */
export const startParts = ['app', 'audience', 'contact', 'finish'] as const
export type StartPart = (typeof startParts)[number]

/** The part of Get started that is open: one opened again, else the first that is not filled in. */
export function openPart({ draft }: Project): StartPart {
  if (draft.open) return draft.open
  if (draft.appName === undefined) return 'app'
  if (draft.audience === undefined) return 'audience'
  return draft.contactEmails === undefined ? 'contact' : 'finish'
}
