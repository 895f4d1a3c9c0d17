import { Answer } from './http/answer.ts'
import { waitingTime } from './http/admission.ts'
import type { ReceivedRequest } from './http/received-request.ts'
import { type StoreAway, storeAway } from './http/store-away.ts'
import { answerAtEndpoint, isEndpoint } from './endpoints.ts'
import { refusalJson } from './login/refusal-answer.ts'
import { type Refusal, refusal } from './login/refusal.ts'
import type { PracticeFailure } from './practice-error.ts'
import { answerAsPracticeProvider } from './practice-mount.ts'
import type { Runtime } from './runtime.ts'
import { unlessStoreAway } from './store/store-outage.ts'

/** Paths under /practice/ that are pages of ours: the screens of the practice provider. */
const screens = '/practice/interaction/'
/** Paths that lead to work for the server; all others are pages, most of them built ahead. */
const doors = /^\/(?:auth|practice|(?:ja\/)?lab)\/|^\/(?:ja\/)?demo\/?$/
/** Of these the ones that need a page only where something was refused. */
const pageless = /^\/practice(?!\/interaction)\//

/** What a page says that only the front door can give it; by themselves the pages are nowhere. */
export interface ShownAtDoor {
  readonly refusal?: Refusal
  readonly practiceFailure?: PracticeFailure
  readonly storeAway?: StoreAway
}

/** A page of ours to be shown in place of what was asked for. */
export interface PageAtDoor {
  readonly page: '/refused/' | '/practice-error/' | '/store-away/'
  readonly locals: ShownAtDoor
}

/**
 * Whether {@link openDoor} most likely answers by itself.
 * @param path as sent: one in which anything is written as `%` is for the router to decode
 */
export function needsNoPage(path: string): boolean {
  if (path.includes('%') || path.includes('//')) return false
  return pageless.test(path) || isEndpoint(path)
}

/**
 * The front door: counts visits to the login, answers its steps, hands `/practice/*` to the
 * practice provider and the rest to whoever renders pages, and says so where the shared store is
 * away.
 * @param pathname of the request, decoded as the router does it: a guard that reads a path
 *   differently can be walked around
 * @param render makes a page for the request
 */
export async function openDoor<Rendered extends Answer | Response | null>(
  request: ReceivedRequest,
  pathname: string,
  runtime: Runtime,
  render: () => Promise<Rendered>,
): Promise<Answer | Response | PageAtDoor | Rendered> {
  if (!doors.test(pathname)) return render()
  const answer = runtime.isStoreReady()
    ? await unlessStoreAway(() => answerOpen(request, pathname, runtime, render))
    : undefined
  if (answer !== undefined) return answer
  const away = storeAway(request, pathname)
  return away instanceof Response ? away : { page: '/store-away/', locals: { storeAway: away } }
}

async function answerOpen<Rendered extends Answer | Response | null>(
  request: ReceivedRequest,
  pathname: string,
  runtime: Runtime,
  render: () => Promise<Rendered>,
): Promise<Answer | Response | PageAtDoor | Rendered> {
  const retryAfter = await waitingTime(request, pathname, runtime)
  if (retryAfter !== undefined) return refused(request, refusal('rate_limited', { retryAfter }))
  if (pathname.startsWith('/practice/') && !pathname.startsWith(screens)) {
    const answer = await answerAsPracticeProvider(request, runtime)
    if (answer instanceof Response) return answer
    return { page: '/practice-error/', locals: { practiceFailure: answer } }
  }
  const outcome = await answerAtEndpoint(request, pathname, runtime)
  if (outcome === undefined) return render()
  return outcome instanceof Answer ? outcome : refused(request, outcome)
}

function refused(request: ReceivedRequest, reason: Refusal): Response | PageAtDoor {
  return refusalJson(reason, request) ?? { page: '/refused/', locals: { refusal: reason } }
}
