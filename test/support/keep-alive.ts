import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Many requests over few connections, each sent as it is given: no cookies, no redirects. */
export class KeepAliveClient {
  readonly #agent: Agent
  readonly #origin: string

  constructor(origin: string, sockets: number) {
    this.#origin = origin
    this.#agent = new Agent({ keepAlive: true, maxSockets: sockets })
  }

  get(path: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const { hostname, port } = new URL(this.#origin)
    return new Promise((resolve, reject) => {
      request({ agent: this.#agent, hostname, port, path, headers }, (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (text: string) => (body += text))
        response.on('error', reject).on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
        })
      })
        .on('error', reject)
        .end()
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}
