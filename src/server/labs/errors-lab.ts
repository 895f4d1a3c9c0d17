import { languageOfPath } from '../../lib/i18n/languages.ts'
import type { Exchange } from '../../lib/transcript/transcript.ts'
import { type BenchErrorName, isBenchErrorName } from '../../lib/troubleshooting/bench-errors.ts'
import { type Refusal, refusalOf } from '../login/refusal.ts'
import type { Site } from '../site.ts'
import { ErrorsLabApp } from './errors-lab-app.ts'

/** A provoked error with its messages. */
export interface ProvokedError {
  readonly name: BenchErrorName
  /** In order; the last response is the error. */
  readonly exchanges: readonly Exchange[]
  readonly status: number
  readonly error: string
  /** The provider's own words; English, as on the wire. */
  readonly description: string
}

const provoke: Record<BenchErrorName, (app: ErrorsLabApp) => Promise<void>> = {
  invalid_client: (app) => app.sendCode({ client_secret: 'the-secret-of-another-client' }),
  client_secret_missing: (app) => app.sendCode({ client_secret: undefined }),
  invalid_grant: (app) => app.sendCode({}, 2),
  invented_code: (app) => app.sendInvented({}),
  deleted_client: (app) => app.sendInvented({ client_id: 'deleted.apps.genkan.practice' }),
  disallowed_useragent: (app) => app.openEmbedded(),
}

/**
 * The error bench: sends the practice provider a request that fails, and records the messages.
 * Codes and tokens are discarded.
 * @param name last segment of the path
 * @returns undefined for an unknown error
 */
export async function errorBench(
  request: Request,
  name: string,
  site: Site,
): Promise<ProvokedError | Refusal | undefined> {
  if (!isBenchErrorName(name)) return undefined
  try {
    const app = new ErrorsLabApp(site)
    await provoke[name](app)
    const { exchanges } = app
    return { name, exchanges, status: exchanges.at(-1)?.response?.status ?? 0, ...app.lastError }
  } catch (error) {
    return refusalOf(error, { language: languageOfPath(new URL(request.url).pathname) })
  }
}
