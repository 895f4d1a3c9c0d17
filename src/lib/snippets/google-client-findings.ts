import { checkClientId } from './client-id.ts'
import { findingCodes, isNote, settingLimit } from './setting-findings.ts'
import { fixStrayCharacters } from './stray-characters.ts'

/**
 * Validation findings of the form for a Google client, by field. Their texts are the messages
 * `googleClient.finding.<code>`.
 */
export const googleClientFindings = {
  client_id: findingCodes.client_id,
  client_secret: [
    'too_long',
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
  if (typed.length > settingLimit) return ['too_long']
  const { text, stray } = fixStrayCharacters(typed)
  if (text === '') return []
  if (clientIdEnding.test(text)) return ['client_secret_id']
  return /^GKNSPX/i.test(text) ? ['client_secret_practice'] : stray
}

/** Whether a finding is a warning: the value works. */
export function isGoogleClientNote(code: GoogleClientFinding): boolean {
  return code !== 'client_secret_id' && code !== 'client_secret_practice' && isNote(code)
}
