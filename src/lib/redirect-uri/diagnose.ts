import { type RedirectUriCause, differenceCauses } from './difference-causes.ts'
import { type RedirectUriRule, correctedUri, redirectUriRules } from './redirect-uri-rules.ts'
import { type Run, differenceSize, leastDifference, textDifference } from './text-difference.ts'

/** Characters of a sent URI that is compared; a longer one got its length by another mistake. */
export const comparedLimit = 1000
/** Registered URIs that are compared in order: those that may differ in the fewest characters. */
const comparedUris = 4

/** Diagnosis of a redirect URI mismatch: Google compares exact strings. */
export interface Diagnosis {
  /** Whether the URI that was sent is registered. */
  readonly match: boolean
  /** The most similar registered URI; the first of equals. */
  readonly registered: string
  readonly sent: string
  readonly runs: readonly Run[]
  /** Never empty: for equal URIs, other possible causes. */
  readonly causes: readonly RedirectUriCause[]
  /** Rules that each of the two breaks, without those that are among the causes. */
  readonly brokenRules: {
    readonly registered: readonly RedirectUriRule[]
    readonly sent: readonly RedirectUriRule[]
  }
  /** Where to fix it; `both` where neither URI is valid. */
  readonly change: 'nothing' | 'console' | 'app' | 'both'
  /** The URI that both sides should use; undefined where it is unknown. */
  readonly right: string | undefined
}

/**
 * Compares what an app sent with what is registered (RFC 3986, 6.2.1: simple string comparison).
 * @returns undefined where no URI is registered, and for one longer than {@link comparedLimit}
 */
export function diagnose(registered: readonly string[], sent: string): Diagnosis | undefined {
  if (sent.length > comparedLimit) return undefined
  const compared = nearest(registered, sent).map((uri) => ({
    uri,
    runs: textDifference(uri, sent),
  }))
  const [closest] = compared.toSorted((a, b) => differenceSize(a.runs) - differenceSize(b.runs))
  if (closest === undefined) return undefined
  const match = closest.uri === sent
  const brokenRules = {
    registered: redirectUriRules(closest.uri),
    sent: redirectUriRules(sent),
  }
  const change = toChange(match, brokenRules)
  const causes = differenceCauses(closest.uri, sent)
  const unsaid = (rules: readonly RedirectUriRule[]) =>
    rules.filter((rule) => !causes.some((cause) => cause === rule))
  return {
    ...{ match, registered: closest.uri, sent, runs: closest.runs, change },
    causes: match ? ['not_propagated', 'other_client'] : causes,
    brokenRules: { registered: unsaid(brokenRules.registered), sent: unsaid(brokenRules.sent) },
    right: rightAddress(change, closest.uri, sent),
  }
}

/** In their order. */
function nearest(registered: readonly string[], sent: string): readonly string[] {
  const bounds = registered.map((uri, index) => ({ index, least: leastDifference(uri, sent) }))
  const found = bounds.toSorted((a, b) => a.least - b.least).slice(0, comparedUris)
  const indexes = new Set(found.map(({ index }) => index))
  return registered.filter((_, index) => indexes.has(index))
}

// The app's URI wins, so the fix is in the console, unless Google would refuse to register it.
function toChange(match: boolean, { registered, sent }: Diagnosis['brokenRules']) {
  if (match) return sent.length === 0 ? 'nothing' : 'both'
  if (sent.length === 0) return 'console'
  return registered.length === 0 ? 'app' : 'both'
}

function rightAddress(change: Diagnosis['change'], registered: string, sent: string) {
  if (change !== 'both') return change === 'app' ? registered : sent
  const mended = correctedUri(sent)
  return redirectUriRules(mended).length === 0 ? mended : undefined
}
