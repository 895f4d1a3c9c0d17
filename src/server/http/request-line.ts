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

/** A text that JSON writes as it is. */
const plain = /^[\w/.-]*$/

/**
 * The line that pino would write of a request, at its level `info`. There it takes 1.8 µs of CPU,
 * here 0.4: of a built file's 70 that counts.
 * @param time milliseconds since 1970
 */
export function requestLine(ended: EndedRequest, time: number): string {
  const method = ended.method === undefined ? '' : `"method":${quoted(ended.method)},`
  const what = `"id":${quoted(ended.id)},${method}"path":${quoted(ended.path)}`
  const end = `"status":${ended.status},"ms":${ended.ms}${ended.aborted ? ',"aborted":true' : ''}`
  return `{"level":30,"time":${time},${what},${end},"msg":"request"}\n`
}

const quoted = (text: string) => (plain.test(text) ? `"${text}"` : JSON.stringify(text))
