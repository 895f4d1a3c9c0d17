import type { SiteClient } from './cookie-jar.ts'
import { toCallback } from './practice-login.ts'

/**
 * Begins logins on the practice provider in as many tabs of one browser, none of which has the
 * cookies of another yet, and ends them one after the other.
 * @returns the `Cookie` header of any page while all are under way, the statuses of the callbacks
 */
export async function finishAtOnce(
  client: SiteClient,
  logins: number,
): Promise<{ readonly cookieHeader: string; readonly statuses: readonly number[] }> {
  const begin = () => client.post('/auth/login', { provider: 'practice' })
  const begun = await Promise.all(Array.from({ length: logins }, begin))
  const tabs = await Promise.all(begun.map((answer) => client.followAll(answer)))
  const cookieHeader = await client.jar.getCookieString(client.origin)
  const callbacks = await Promise.all(tabs.map((chooser) => toCallback(client, chooser)))
  const statuses: number[] = []
  for (const callback of callbacks) statuses.push((await client.get(callback)).status)
  return { cookieHeader, statuses }
}
