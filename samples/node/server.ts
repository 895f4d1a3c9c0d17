import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type LoginUnderWay, beginLogin, finishLogin, redirectUri } from './login.ts'
import { Sessions } from './sessions.ts'

interface Person {
  readonly sub: string
  readonly name: string
  readonly hd: string | undefined
}

// Who may enter. While both are empty, every account of the provider may.
const allowedSubs = new Set<string>()
const allowedDomains = new Set<string>()

const logins = new Sessions<LoginUnderWay>(10 * 60)
const people = new Sessions<Person>(8 * 60 * 60)

function mayEnter({ sub, hd }: Person): boolean {
  if (allowedSubs.size === 0 && allowedDomains.size === 0) return true
  return allowedSubs.has(sub) || (hd !== undefined && allowedDomains.has(hd))
}

const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
  'GET /': home,
  'GET /login': logIn,
  [`GET ${redirectUri.pathname}`]: callback,
  'POST /logout': logOut,
}

function home(request: IncomingMessage, response: ServerResponse): void {
  const person = people.get(cookie(request, 'session'))
  if (!person) return page(response, 200, 'Please log in', '<a href="/login">Log in</a>')
  const logOutForm = '<form method="post" action="/logout"><button>Log out</button></form>'
  if (!mayEnter(person)) {
    const sub = `<p>Its sub: ${escape(person.sub)}</p>`
    return page(response, 403, 'This account may not enter', sub + logOutForm)
  }
  page(response, 200, `Hello, ${person.name}!`, logOutForm)
}

async function logIn(_request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url, login } = await beginLogin()
  response.appendHeader('Set-Cookie', setCookie('login', logins.add(login)))
  redirect(response, url.href)
}

async function callback(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Taken, so that no login ends twice.
  const login = logins.take(cookie(request, 'login'))
  const url = new URL(request.url ?? '/', redirectUri)
  const claims = login && (await finishLogin(url, login).catch(refused))
  if (!claims) {
    return page(response, 400, 'The login was refused', '<a href="/login">Log in again</a>')
  }
  people.take(cookie(request, 'session'))
  const { sub, name, hd } = claims
  const person = { sub, name: String(name ?? sub), hd: typeof hd === 'string' ? hd : undefined }
  response.appendHeader('Set-Cookie', setCookie('session', people.add(person)))
  redirect(response, '/')
}

function refused(error: unknown): undefined {
  console.error(error instanceof Error ? `Login refused: ${error.message}` : 'Login refused')
}

function logOut(request: IncomingMessage, response: ServerResponse): void {
  people.take(cookie(request, 'session'))
  response.appendHeader('Set-Cookie', `${setCookie('session', '')}; Max-Age=0`)
  redirect(response, '/')
}

function page(response: ServerResponse, status: number, title: string, body: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><title>${escape(title)}</title><h1>${escape(title)}</h1>${body}`)
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { Location: location }).end()
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

// A prefix of our own, because all ports of localhost share their cookies.
const cookiePrefix = 'my_app_'

// SameSite=Lax: sent when the provider sends the browser back, not with a foreign form's POST.
function setCookie(name: string, value: string): string {
  const secure = redirectUri.protocol === 'https:' ? '; Secure' : ''
  return `${cookiePrefix}${name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}`
}

function cookie(request: IncomingMessage, name: string): string | undefined {
  const pairs = request.headers.cookie?.split('; ') ?? []
  const start = `${cookiePrefix}${name}=`
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length)
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('Cache-Control', 'no-store')
  const [path] = (request.url ?? '/').split('?')
  const route = routes[`${request.method} ${path}`]
  if (route) await route(request, response)
  else page(response, 404, 'Not found', '<a href="/">Home</a>')
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    console.error(error)
    if (!response.headersSent) page(response, 502, 'The provider did not answer', '')
  })
})
const port = Number(process.env['PORT'] ?? 3000)
server.listen(port, 'localhost', () => console.log(`http://localhost:${port}`))
