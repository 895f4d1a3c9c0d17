import type { AstroGlobal } from 'astro'
import type { Refusal } from './refusal.ts'
import { refusalHead, refusalJson, refusalLanguage } from './refusal-response.ts'

/**
 * Sets status and headers of a page that shows a refusal.
 * @returns what the page needs, or the JSON answer where that was asked for
 */
export function showRefusal(
  { request, response }: Pick<AstroGlobal, 'request' | 'response'>,
  refused: Refusal,
) {
  const json = refusalJson(refused, request)
  if (json) return json
  const { status, headers } = refusalHead(refused)
  response.status = status
  for (const [name, value] of headers) response.headers.append(name, value)
  const { code, details, checks } = refused
  return { code, details, checks, language: refusalLanguage(refused, request) }
}
