import { randomBytes } from 'node:crypto'

/**
 * An id of 256 random bits that nobody can guess. It begins with the time: what is written at the
 * same moment then lies side by side in the store's index, in one page and not in many.
 * @param now milliseconds since 1970
 */
export function orderedId(now: number): string {
  return `${now.toString(36)}-${randomBytes(32).toString('base64url')}`
}
