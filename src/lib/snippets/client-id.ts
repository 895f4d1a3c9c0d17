import type { Finding, FindingCode } from './finding.ts'
import { practiceClient } from './practice-client.ts'
import { mendStrayCharacters } from './stray-characters.ts'

/** A value of the form that was looked at. */
export interface Checked {
  /** The value as it goes into the code; undefined where it cannot. */
  readonly value: string | undefined
  readonly findings: readonly Finding[]
}

const shape = /^\d+-[a-z0-9]+\.apps\.googleusercontent\.com$/
const googleSecret = /GOCSPX/i
const startOfClientId = /^\d{3,}(?:-|$)/
// Without a prefix a secret of Google's has 24 characters; a few may be gone.
const shortestSecret = 20

/** Whether a text holds one of Google's client secrets. */
export function holdsGoogleSecret(text: string): boolean {
  return googleSecret.test(mendStrayCharacters(text).text)
}

/**
 * Whether what stands in the field of the client ID may be a secret, or the rest of one: a client
 * ID begins with a number and has dots. Such a text is never kept.
 */
export function mayBeSecret(clientId: string): boolean {
  const { text } = mendStrayCharacters(clientId)
  if (googleSecret.test(text)) return true
  return text.length >= shortestSecret && !text.includes('.') && !startOfClientId.test(text)
}

/** Looks at a client ID of Google as it was typed. An empty field has no findings. */
export function checkClientId(typed: string): Checked {
  const { text, stray } = mendStrayCharacters(typed)
  const fault = text === '' ? undefined : faultOf(text)
  const codes = fault === undefined ? stray : [fault]
  return {
    value: text === '' || fault !== undefined ? undefined : text,
    findings: codes.map((code) => ({ field: 'client_id', code })),
  }
}

function faultOf(clientId: string): FindingCode | undefined {
  if (shape.test(clientId)) return undefined
  if (clientId === practiceClient.clientId) return 'client_id_practice'
  return mayBeSecret(clientId) ? 'secret' : 'client_id_shape'
}
