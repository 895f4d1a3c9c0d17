/** Milliseconds without a failure after which a successful write ends an outage. */
const quiet = 10_000

/**
 * Called when an outage begins, once for each further reason, and when it is over.
 * @param reason one line, without secrets
 */
export type ReportOutage = (away: boolean, reason: string) => void

/**
 * Turns failures of single operations into the beginning and the end of an outage: under load, a
 * full disk fails hundreds of requests a second, and each of them would write the same line.
 */
export class OutageLog {
  readonly #report: ReportOutage
  readonly #now: () => number
  readonly #reasons = new Set<string>()
  #lastFailure = 0

  /** @param now milliseconds since 1970 */
  constructor(report: ReportOutage, now: () => number) {
    this.#report = report
    this.#now = now
  }

  get isOpen(): boolean {
    return this.#reasons.size > 0
  }

  failed(reason: string): void {
    this.#lastFailure = this.#now()
    if (this.#reasons.has(reason)) return
    this.#reasons.add(reason)
    this.#report(true, reason)
  }

  /**
   * A write succeeded. Others may still fail, so the outage is over only after ten seconds without
   * a failure: at the edge of a full disk every second write succeeds.
   */
  wrote(): void {
    if (this.isOpen && this.#now() - this.#lastFailure >= quiet) this.over('writes succeed again')
  }

  over(reason: string): void {
    if (!this.isOpen) return
    this.#reasons.clear()
    this.#report(false, reason)
  }
}
