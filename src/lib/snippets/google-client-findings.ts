import { checkClientId } from './client-id.ts'
import { findingCodes, isNote } from './setting-findings.ts'
import { removeStrayCharacters } from './stray-characters.ts'

/**
 * What can be wrong with the two values that Google's console gave, by the field's name. The words
 * are in `googleClient.finding.<code>`, in both languages.
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

/** What there is to say about one of the two fields as it was typed. Nothing of an empty one. */
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

/** Whether a finding only tells something about a value that works. */
export function isGoogleClientNote(code: GoogleClientFinding): boolean {
  return code !== 'client_secret_id' && code !== 'client_secret_practice' && isNote(code)
}
