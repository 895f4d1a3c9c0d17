import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface SentRequest {
  readonly method: string
  /** The request target, sent as it is. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

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
    return this.send({ method: 'GET', path, headers, body: '' })
  }

  send({ method, path, headers, body }: SentRequest): Promise<Answer> {
    const { hostname, port } = new URL(this.#origin)
    const length = body === '' ? {} : { 'content-length': `${Buffer.byteLength(body)}` }
    const all = { ...headers, ...length }
    const options = { agent: this.#agent, hostname, port, method, path, headers: all }
    return new Promise((resolve, reject) => {
      request(options, (response) => {
        let received = ''
        response.setEncoding('utf8').on('data', (text: string) => (received += text))
        response.on('error', reject).on('end', () => {
          const { statusCode: status = 0, headers: answered } = response
          resolve({ status, headers: answered, body: received })
        })
      })
        .on('error', reject)
        .end(body)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}
