import type { Environment } from '../environment.ts'
import { type FormTargets, isSourceExpression } from './form-targets.ts'
import type { InlineScripts } from './inline-scripts.ts'
import { securityHeaders } from './security-headers.ts'

/** Files, the provider, the login's own steps: nothing there sends a visitor to a provider. */
const withoutForms = /^\/(?:auth|practice|healthz)(?:\/|$)|\.\w+$/

/** The screens of the practice provider: their forms lead to the app that asked. */
const practiceScreen = /^\/practice\/interaction\/([\w-]+)\/?$/

/** Where a reader tries a Google client of their own, and where its picture is shown after. */
const googleClientPage = /^\/(?:ja\/)?lab\/google-client\/?$/
const demoPage = /^\/(?:ja\/)?demo\/?$/

/** Finds the origin that a login at the practice provider leads back to. */
type RedirectOrigin = (uid: string) => Promise<string | undefined>

/** Knows the security headers of the answer for each path. */
export class AnswerHeaders {
  readonly #environment: Environment
  readonly #formTargets: FormTargets
  readonly #redirectOrigin: RedirectOrigin
  readonly #takesGoogleClients: boolean
  readonly #scripts: InlineScripts

  constructor(
    site: {
      readonly environment: Environment
      readonly formTargets: FormTargets
      readonly redirectOrigin: RedirectOrigin
      readonly takesGoogleClients: boolean
    },
    scripts: InlineScripts,
  ) {
    this.#environment = site.environment
    this.#formTargets = site.formTargets
    this.#redirectOrigin = site.redirectOrigin
    this.#takesGoogleClients = site.takesGoogleClients
    this.#scripts = scripts
  }

  /** @param target path and query, as requested */
  async of(target: string): Promise<Readonly<Record<string, string>>> {
    const pathname = target.split('?', 1)[0] ?? '/'
    const { scripts, search } = this.#scripts.of(pathname)
    return securityHeaders({
      siteUrl: this.#environment.siteUrl,
      formTargets: await this.#targetsOf(pathname),
      pictureSources: this.#pictureSources(pathname),
      scripts,
      // A worker has a policy of its own, which comes with its file.
      search: search || pathname.startsWith('/pagefind/'),
      // `picture` of the practice people, which a reader's own app shows.
      embeddable: pathname.startsWith('/personas/'),
    })
  }

  async #targetsOf(pathname: string): Promise<readonly string[]> {
    const uid = practiceScreen.exec(pathname)?.[1]
    if (uid !== undefined) {
      const origin = await this.#redirectOrigin(uid)
      return origin === undefined ? [] : [origin].filter(isSourceExpression)
    }
    if (this.#takesGoogleClients && googleClientPage.test(pathname)) {
      return [...new Set([...this.#formTargets.known, googleOrigin])]
    }
    return withoutForms.test(pathname) ? this.#formTargets.known : this.#formTargets.asked()
  }

  #pictureSources(pathname: string): readonly string[] {
    const configured = pictureSources(this.#environment)
    if (configured.length > 0 || !this.#takesGoogleClients) return configured
    return demoPage.test(pathname) ? googlePictures : []
  }
}

const googleOrigin = 'https://accounts.google.com'
const googlePictures = ['https://lh3.googleusercontent.com']

/** Where the pictures of accounts are: Google's on one host, those of other providers anywhere. */
function pictureSources({ google, custom }: Environment): readonly string[] {
  if (custom) {
    const { protocol, origin } = new URL(custom.issuer)
    return protocol === 'http:' ? ['https:', origin] : ['https:']
  }
  return google ? googlePictures : []
}
