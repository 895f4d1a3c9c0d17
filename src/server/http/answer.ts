/** A header field; one that is sent several times, such as Set-Cookie, is there several times. */
export type HeaderField = readonly [name: string, value: string]

/** Headers of what is about one visitor at one moment. */
const keptNowhere: HeaderField = ['cache-control', 'no-store']

/**
 * An answer whose body is there in full: what a `Response` would be, at a tenth of its cost.
 * Names of headers are in lower case.
 */
export class Answer {
  readonly status: number
  readonly headers: readonly HeaderField[]
  readonly body: string | Uint8Array<ArrayBuffer> | null

  constructor(status: number, headers: readonly HeaderField[], body: Answer['body'] = null) {
    this.status = status
    this.headers = headers
    this.body = body
  }

  /** Whether a value is one: not by its class, of which what Astro bundles has another. */
  static is(value: object): value is Answer {
    return 'toResponse' in value
  }

  /** What a `Response` says, its body read to the end. */
  static async of(response: Response): Promise<Answer> {
    const { status, headers, body } = response
    const content = body && new Uint8Array(await response.arrayBuffer())
    return new Answer(status, [...headers], content)
  }

  /** JSON that is kept nowhere. */
  static json(value: unknown): Answer {
    const headers: HeaderField[] = [['content-type', 'application/json'], keptNowhere]
    return new Answer(200, headers, JSON.stringify(value))
  }

  /** A redirect after a POST (RFC 9110, 15.4.4) that sets cookies and is kept nowhere. */
  static redirect(location: string, cookies: readonly string[] = []): Answer {
    return new Answer(303, [['location', location], keptNowhere]).setting(cookies)
  }

  /** @param methods that are allowed (RFC 9110, 15.5.6) */
  static notAllowed(methods: readonly string[]): Answer {
    return new Answer(405, [['allow', methods.join(', ')], keptNowhere])
  }

  /** The same answer with more cookies. */
  setting(cookies: readonly string[]): Answer {
    const fields = cookies.map((cookie): HeaderField => ['set-cookie', cookie])
    return new Answer(this.status, [...this.headers, ...fields], this.body)
  }

  /** For whoever takes nothing else. */
  toResponse(): Response {
    const headers = this.headers.map(([name, value]): [string, string] => [name, value])
    return new Response(this.body, { status: this.status, headers })
  }
}
