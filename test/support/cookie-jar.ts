import { type HTMLElement, parse } from 'node-html-parser'
import { CookieJar } from 'tough-cookie'
import { formSubmission } from './html-form.ts'

/** An answer with its body read. */
export interface SiteResponse {
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly body: string
  json(): unknown
  html(): HTMLElement
}

export interface SubmitOptions {
  /** Which form, as a CSS selector; the first of the page by default. */
  readonly form?: string
  /** The button to press, as a CSS selector: its name and value are sent too. */
  readonly button?: string
  /** Values typed or chosen, by field name. */
  readonly values?: Readonly<Record<string, string>>
}

type HeaderFields = Readonly<Record<string, string>>

const redirectLimit = 20

/**
 * A browser reduced to HTTP: it keeps cookies, sends `Origin` with a POST as browsers do, and
 * follows a redirect only when told to. Paths are relative to the site's origin.
 */
export class SiteClient {
  readonly jar = new CookieJar()
  readonly origin: string

  constructor(origin: string) {
    this.origin = origin
  }

  get(path: string, headers: HeaderFields = {}): Promise<SiteResponse> {
    return this.#send(path, { headers })
  }

  /** Posts a form, urlencoded. Pass another `Origin` in `headers` to play a foreign site. */
  post(path: string, form: HeaderFields = {}, headers: HeaderFields = {}): Promise<SiteResponse> {
    const origin = this.origin
    const body = new URLSearchParams(form)
    return this.#send(path, { method: 'POST', body, headers: { Origin: origin, ...headers } })
  }

  /** Goes one redirect further. */
  follow(response: SiteResponse, headers: HeaderFields = {}): Promise<SiteResponse> {
    const location = response.headers.get('location')
    if (location === null)
      throw new Error(`${response.url} answered ${response.status}, no redirect`)
    return this.get(new URL(location, response.url).href, headers)
  }

  /** Goes on while there are redirects, and gives the first answer that is none. */
  async followAll(response: SiteResponse): Promise<SiteResponse> {
    let current = response
    for (let hops = 0; current.headers.has('location'); hops += 1) {
      if (hops === redirectLimit) throw new Error(`More than ${redirectLimit} redirects`)
      current = await this.follow(current)
    }
    return current
  }

  /** Sends a form of a page as a browser without JavaScript would. */
  submit(page: SiteResponse, options: SubmitOptions = {}): Promise<SiteResponse> {
    const { action, method, fields } = formSubmission(page.html(), page.url, options)
    if (method === 'POST') return this.post(action, Object.fromEntries(fields))
    return this.get(`${action.split('?')[0]}?${new URLSearchParams(fields)}`)
  }

  async #send(path: string, init: RequestInit & { headers: HeaderFields }): Promise<SiteResponse> {
    const url = new URL(path, this.origin).href
    const cookies = await this.jar.getCookieString(url)
    const headers = { ...(cookies && { Cookie: cookies }), ...init.headers }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) await this.jar.setCookie(cookie, url)
    const body = await response.text()
    return {
      url,
      status: response.status,
      headers: response.headers,
      body,
      json: () => JSON.parse(body) as unknown,
      html: () => parse(body),
    }
  }
}
