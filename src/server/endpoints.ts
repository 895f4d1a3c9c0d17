import { Answer } from './http/answer.ts'
import type { ReceivedRequest } from './http/received-request.ts'
import { beginLogin } from './login/begin-login.ts'
import { describeSession } from './login/describe-session.ts'
import { finishLogin } from './login/finish-login.ts'
import { logOut } from './login/log-out.ts'
import type { Refusal } from './login/refusal.ts'
import type { Runtime } from './runtime.ts'

/** @param parameter what the path's only group holds */
type Endpoint = (
  request: ReceivedRequest,
  runtime: Runtime,
  parameter: string,
) => Promise<Answer | Refusal>

interface Route {
  readonly path: RegExp
  readonly methods: Readonly<Record<string, Endpoint>>
}

// Reloading the page of a refused login sends a GET.
const toDemo: Endpoint = async () => Answer.redirect('/demo/')

const endCallback: Endpoint = (request, runtime, provider) =>
  finishLogin(request, provider, runtime)

const routes: readonly Route[] = [
  { path: /^\/auth\/login\/?$/, methods: { POST: beginLogin, GET: toDemo } },
  { path: /^\/auth\/logout\/?$/, methods: { POST: logOut, GET: toDemo } },
  { path: /^\/auth\/session\/?$/, methods: { GET: answerSession } },
  { path: /^\/auth\/callback\/([\w-]+)\/?$/, methods: { GET: endCallback, POST: endCallback } },
]

async function answerSession(request: ReceivedRequest, runtime: Runtime): Promise<Answer> {
  return Answer.json(await describeSession(request, runtime))
}

/** Whether a step of the login is at a path. */
export function isEndpoint(pathname: string): boolean {
  return routes.some(({ path }) => path.test(pathname))
}

/**
 * The steps of the login, answered without a page where none is needed: see docs/decisions/0011.
 * @param pathname decoded
 * @returns undefined where no endpoint is there
 */
export async function answerAtEndpoint(
  request: ReceivedRequest,
  pathname: string,
  runtime: Runtime,
): Promise<Answer | Refusal | undefined> {
  for (const { path, methods } of routes) {
    const match = path.exec(pathname)
    if (!match) continue
    const { method } = request
    // HEAD is GET without the content (RFC 9110, 9.3.2); at a callback it would use up the code.
    const answer = methods[method === 'HEAD' && answersHead(methods) ? 'GET' : method]
    return answer
      ? answer(request, runtime, match[1] ?? '')
      : Answer.notAllowed(Object.keys(methods))
  }
  return undefined
}

const answersHead = ({ GET }: Route['methods']) => GET !== endCallback
