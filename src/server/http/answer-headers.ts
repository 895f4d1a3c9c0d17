import type { Eventually } from '../../lib/promises/eventually.ts'
import type { Environment } from '../environment.ts'
import type { HeaderField } from './answer.ts'
import { type FormTargets, isSourceExpression } from './form-targets.ts'
import { inlineScriptHashes } from './inline-script-hashes.ts'
import { type AnswerRules, partHeaders, securityHeaders } from './security-headers.ts'

/** Files, the provider, the login's own steps: nothing there sends a visitor to a provider. */
const withoutForms = /^\/(?:auth|practice|healthz|readyz)(?:\/|$)|\.\w+$/

/**
 * Scripts, styles and pictures. Of `/pagefind/`, scripts may run as a worker, whose policy comes
 * with its file.
 */
const part = /^\/(?:_astro\/|pagefind\/(?!.*\.js$)|personas\/[\w-]+\.svg$|favicon\.svg$)/

/** Pages with the search. */
const guidePage = /^\/(?:ja\/)?(?:guide|concepts|reference)\//

/** The screens of the practice provider: their forms lead to the app that asked. */
const practiceScreen = /^\/practice\/interaction\/([\w-]+)\/?$/

/** Where a reader tries a Google client of their own, and where its picture is shown after. */
const googleClientPage = /^\/(?:ja\/)?lab\/google-client\/?$/
const demoPage = /^\/(?:ja\/)?demo\/?$/

/** Sets of rules whose headers are kept. */
const mostSets = 8

/** Finds the origin that a login at the practice provider leads back to. */
type RedirectOrigin = (uid: string) => Promise<string | undefined>

/** Knows the security headers of the answer for each path: every answer has some. */
export class AnswerHeaders {
  readonly #environment: Environment
  readonly #formTargets: FormTargets
  readonly #redirectOrigin: RedirectOrigin
  readonly #takesGoogleClients: boolean
  readonly #configuredPictures: readonly string[]
  #lastSets: readonly { rules: AnswerRules; headers: readonly HeaderField[] }[] = []
  readonly #kept = new Map<string, { targets: readonly string[]; list: readonly string[] }>()

  constructor(site: {
    readonly environment: Environment
    readonly formTargets: FormTargets
    readonly redirectOrigin: RedirectOrigin
    readonly takesGoogleClients: boolean
  }) {
    this.#environment = site.environment
    this.#formTargets = site.formTargets
    this.#redirectOrigin = site.redirectOrigin
    this.#takesGoogleClients = site.takesGoogleClients
    this.#configuredPictures = pictureSources(site.environment)
  }

  /**
   * Of a built file: names and values in turn, as `writeHead` takes them fastest.
   * @param path of one of the built files: what it gives is kept
   * @returns a promise only where it was never asked before, or where a provider has to be
   */
  ofFile(path: string): Eventually<readonly string[]> {
    const { known, isComplete } = this.#formTargets
    const kept = this.#kept.get(path)
    return isComplete && kept?.targets === known ? kept.list : this.#listOf(path)
  }

  async #listOf(path: string): Promise<readonly string[]> {
    const targets = await this.#targetsOf(path)
    const headers = part.test(path)
      ? Object.entries(
          partHeaders({ siteUrl: this.#environment.siteUrl, embeddable: isEmbeddable(path) }),
        )
      : await this.of(path, guidePage.test(path))
    const list = headers.flat()
    this.#kept.set(path, { targets, list })
    return list
  }

  /**
   * Of what may be a document or run as a worker.
   * @param pathname as requested
   * @param search whether it is a page with the search
   */
  async of(pathname: string, search = false): Promise<readonly HeaderField[]> {
    return this.#security({
      siteUrl: this.#environment.siteUrl,
      formTargets: await this.#targetsOf(pathname),
      pictureSources: this.#pictureSources(pathname),
      scripts: inlineScriptHashes,
      // A worker has a policy of its own, which comes with its file.
      search: search || pathname.startsWith('/pagefind/'),
      embeddable: isEmbeddable(pathname),
    })
  }

  // Most answers go by the same few sets of rules.
  #security(rules: AnswerRules): readonly HeaderField[] {
    const known = this.#lastSets.find((set) => isSame(set.rules, rules))
    if (known) return known.headers
    const headers = Object.entries(securityHeaders(rules))
    this.#lastSets = [{ rules, headers }, ...this.#lastSets].slice(0, mostSets)
    return headers
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
    const configured = this.#configuredPictures
    if (configured.length > 0 || !this.#takesGoogleClients) return configured
    return demoPage.test(pathname) ? googlePictures : configured
  }
}

/** `picture` of the practice people, which a reader's own app shows. */
const isEmbeddable = (pathname: string) => pathname.startsWith('/personas/')

const isSame = (one: AnswerRules, other: AnswerRules) =>
  one.formTargets === other.formTargets &&
  one.pictureSources === other.pictureSources &&
  one.scripts === other.scripts &&
  one.search === other.search &&
  one.embeddable === other.embeddable

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
