import { type Field, type Finding, type FindingCode, settingLimit } from './setting-findings.ts'
import { practiceClient } from './preregistered-client.ts'
import { fixStrayCharacters } from './stray-characters.ts'

/** Result of the validation of one field. */
export interface Checked {
  /** The value for the code; undefined where it is empty or invalid. */
  readonly value: string | undefined
  readonly findings: readonly Finding[]
}

const shape = /^\d+-[a-z0-9]+\.apps\.googleusercontent\.com$/
const practiceShape = /^\d{12}-[a-z0-9]{32}\.apps\.genkan\.practice$/
const endings = { google: '.apps.googleusercontent.com', practice: '.apps.genkan.practice' }
// Prefixes of client secrets: Google's and the practice console's.
const clientSecret = /GOCSPX|GKNSPX/i
const startOfClientId = /^\d{3,}(?:-|$)/
// Without the prefix, Google's secrets have 24 characters; allow for a few that got lost.
const shortestSecret = 20

/** Whether a text contains a client secret, Google's or the practice console's. */
export function holdsClientSecret(text: string): boolean {
  return clientSecret.test(fixStrayCharacters(text).text)
}

/**
 * Whether the text in the client ID field may be a secret or part of one: a client ID begins with
 * a number and has dots. Such a text is never stored.
 */
export function mayBeSecret(clientId: string): boolean {
  const { text } = fixStrayCharacters(clientId)
  if (clientSecret.test(text)) return true
  return text.length >= shortestSecret && !text.includes('.') && !startOfClientId.test(text)
}

/** Validates a Google client ID as typed. An empty field has no findings. */
export function checkClientId(typed: string): Checked {
  return checked('client_id', typed, faultOf)
}

/**
 * Validates the ID of a client that the reader registered on the practice console. An empty field
 * has no findings, nor has the ID of the ready-made client.
 */
export function checkPracticeClientId(typed: string): Checked {
  return checked('practice_client_id', typed, faultOfPractice)
}

function checked(
  field: Field,
  typed: string,
  faultIn: (clientId: string) => FindingCode | undefined,
): Checked {
  if (typed.length > settingLimit)
    return { value: undefined, findings: [{ field, code: 'too_long' }] }
  const { text, stray } = fixStrayCharacters(typed)
  const fault = text === '' ? undefined : faultIn(text)
  const codes = fault === undefined ? stray : [fault]
  return {
    value: text === '' || fault !== undefined ? undefined : text,
    findings: codes.map((code) => ({ field, code })),
  }
}

function faultOf(clientId: string): FindingCode | undefined {
  if (shape.test(clientId)) return undefined
  if (mayBeSecret(clientId)) return 'secret'
  return clientId.endsWith(endings.practice) ? 'client_id_practice' : 'client_id_shape'
}

function faultOfPractice(clientId: string): FindingCode | undefined {
  if (practiceShape.test(clientId) || clientId === practiceClient.clientId) return undefined
  if (mayBeSecret(clientId)) return 'secret'
  return clientId.endsWith(endings.google)
    ? 'practice_client_id_google'
    : 'practice_client_id_shape'
}
