import type { Language } from '../i18n/languages.ts'
import type { Finding } from './form-findings.ts'
import type { Project, RegisteredClient } from './project.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { Screen } from './screens.ts'

/** What a page of the practice console shows. */
export interface ConsoleView {
  readonly language: Language
  readonly screen: Screen
  /** Undefined before the first project. */
  readonly project: Project | undefined
  /** The client of the screen `client`. */
  readonly client: RegisteredClient | undefined
  /** A secret that was just made; it is shown this once. */
  readonly newSecret: string | undefined
  readonly rehearsal: Rehearsal
  readonly findings: readonly Finding[]
  /** What was typed, where it was not accepted. */
  readonly typed: URLSearchParams
  /** Where the site's own demo takes the answers of the practice provider. */
  readonly demoRedirectUri: string
  readonly status: 200 | 422 | 429 | 503
  /** Set-Cookie headers of the answer. */
  readonly cookies: readonly string[]
}
