import { checkClientId } from './client-id.ts'
import { findingCodes, isNote } from './setting-findings.ts'
import { removeStrayCharacters } from './stray-characters.ts'

/**
 * Validation codes of the form for a reader's own Google client, by field. The messages are
 * `googleClient.finding.<code>`.
 */
export const googleClientFindings = {
  client_id: findingCodes.client_id,
  client_secret: [
    'client_secret_id',
    'client_secret_practice',
    'invisible_character',
    'full_width',
    'blank_around',
    'blank_inside',
  ],
} as const

export type GoogleClientField = keyof typeof googleClientFindings
export type GoogleClientFinding = (typeof googleClientFindings)[GoogleClientField][number]

const clientIdEnding = /\.apps\.(?:googleusercontent\.com|genkan\.practice)$/

/** Validates one of the two fields as typed. An empty field has no findings. */
export function findingsInGoogleClient(
  field: GoogleClientField,
  typed: string,
): readonly GoogleClientFinding[] {
  if (field === 'client_secret') return findingsInSecret(typed)
  const found = checkClientId(typed).findings.map(({ code }) => code)
  return googleClientFindings.client_id.filter((code) => found.includes(code))
}

function findingsInSecret(typed: string): readonly GoogleClientFinding[] {
  const { text, stray } = removeStrayCharacters(typed)
  if (text === '') return []
  if (clientIdEnding.test(text)) return ['client_secret_id']
  return /^GKNSPX/i.test(text) ? ['client_secret_practice'] : stray
}

/** Whether a finding is only a warning. */
export function isGoogleClientNote(code: GoogleClientFinding): boolean {
  return code !== 'client_secret_id' && code !== 'client_secret_practice' && isNote(code)
}
