import { languageOfPath } from '../../lib/i18n/languages.ts'
import { type ScopeRun, comparedScopes } from '../../lib/scopes/scope-comparison.ts'
import { type Refusal, refusalOf } from '../login/refusal.ts'
import type { Runtime } from '../runtime.ts'
import { PracticeApp } from './practice-app.ts'

export type ScopeDifferenceAnswer =
  { readonly kind: 'ready' } | { readonly kind: 'compared'; readonly runs: readonly ScopeRun[] }

/**
 * The live difference: `GET` shows the button, `POST` sends the same request to the practice
 * provider with and without `openid`, and follows both to the end.
 */
export async function scopeDifference(
  request: Request,
  runtime: Runtime,
): Promise<ScopeDifferenceAnswer | Refusal> {
  if (request.method !== 'POST') return { kind: 'ready' }
  const language = languageOfPath(new URL(request.url).pathname)
  try {
    const app = await PracticeApp.discover(runtime)
    const runs: ScopeRun[] = []
    // One after the other, so that each login has the provider to itself as a real one has.
    for (const scope of comparedScopes) runs.push(await app.logIn(scope))
    return { kind: 'compared', runs }
  } catch (error) {
    return refusalOf(error, { language })
  }
}

/** The answer for a program; undefined where a page is wanted. */
export function scopeDifferenceJson(
  answer: ScopeDifferenceAnswer,
  request: Request,
): Response | undefined {
  if (!request.headers.get('accept')?.includes('application/json')) return undefined
  const headers = { 'cache-control': 'no-store', vary: 'accept' }
  return Response.json(answer.kind === 'compared' ? { runs: answer.runs } : {}, { headers })
}
