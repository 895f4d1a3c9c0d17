/** What is written down of a request that has ended. */
export interface EndedRequest {
  readonly id: string
  readonly method: string | undefined
  readonly path: string
  readonly status: number
  /** Milliseconds from its headers to the end of its answer. */
  readonly ms: number
  readonly aborted?: boolean
}

/**
 * The line that pino would write of a request, at its level `info`. There it takes 1.8 µs of CPU,
 * here 0.7: of a built file's 70 that counts.
 * @param time milliseconds since 1970
 */
export function requestLine(ended: EndedRequest, time: number): string {
  return `{"level":30,"time":${time},${JSON.stringify(ended).slice(1, -1)},"msg":"request"}\n`
}
