/** Milliseconds for which the outcome of a check stands. */
const validity = 1_000

/**
 * Shares one run of a check among all who ask at the same time and in the second after: a thousand
 * health checks a second must not become a thousand writes.
 */
export function shared(check: () => Promise<void>): () => Promise<void> {
  let latest: Promise<void> | undefined
  const forget = () => void setTimeout(() => (latest = undefined), validity).unref()
  return () => {
    if (latest) return latest
    latest = check()
    latest.then(forget, forget)
    return latest
  }
}
