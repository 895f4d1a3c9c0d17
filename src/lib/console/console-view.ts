import type { Language } from '../i18n/languages.ts'
import type { Finding } from './form-findings.ts'
import type { Project, RegisteredClient } from './project.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { Screen } from './screens.ts'

/** Data of a page of the practice console. */
export interface ConsoleView {
  readonly language: Language
  readonly screen: Screen
  /** Undefined before the first project. */
  readonly project: Project | undefined
  /** The client of the screen `client`. */
  readonly client: RegisteredClient | undefined
  /** A secret that was just created; shown once. */
  readonly newSecret: string | undefined
  readonly rehearsal: Rehearsal
  readonly findings: readonly Finding[]
  /** The submitted form where it failed validation. */
  readonly typed: URLSearchParams
  /** Redirect URI of the site's own demo at the practice provider. */
  readonly demoRedirectUri: string
  readonly status: 200 | 422 | 429 | 503
  /** Set-Cookie headers of the response. */
  readonly cookies: readonly string[]
}
