/** Characters of a field of the form; a longer text is neither used nor stored. */
export const settingLimit = 300

/**
 * Validation findings of the builder's form, by field. Their texts are the messages
 * `settings.finding.<code>`.
 */
export const findingCodes = {
  client_id: [
    'too_long',
    'secret',
    'client_id_practice',
    'client_id_shape',
    'invisible_character',
    'full_width',
    'blank_around',
    'blank_inside',
  ],
  practice_client_id: [
    'too_long',
    'secret',
    'practice_client_id_google',
    'practice_client_id_shape',
    'invisible_character',
    'full_width',
    'blank_around',
    'blank_inside',
  ],
  host: [
    'too_long',
    'secret',
    'host_scheme',
    'host_only',
    'host_malformed',
    'host_https',
    'host_raw_ip',
    'host_public',
    'host_loopback_ip',
    'host_https_local',
    'invisible_character',
    'full_width',
    'blank_around',
    'blank_inside',
  ],
  port: [
    'too_long',
    'port_range',
    'port_public',
    'invisible_character',
    'full_width',
    'blank_around',
    'blank_inside',
  ],
  path: [
    'too_long',
    'secret',
    'path_start',
    'path_characters',
    'path_fixed',
    'path_in_code',
    'path_slash',
    'invisible_character',
    'full_width',
    'blank_around',
    'blank_inside',
  ],
  /** The three parts together. */
  address: ['practice_redirect_uri'],
} as const

export type Field = keyof typeof findingCodes
export type FindingCode = (typeof findingCodes)[Field][number]

/** Warnings: the value works. Any other finding is an error and keeps the value out of the code. */
const notes: readonly FindingCode[] = [
  'invisible_character',
  'full_width',
  'blank_around',
  'blank_inside',
  'host_loopback_ip',
  'host_https_local',
  'port_public',
  'path_in_code',
  'path_slash',
]

export interface Finding {
  readonly field: Field
  readonly code: FindingCode
}

/** Whether none of the findings is an error. */
export function isUsable(findings: readonly Finding[]): boolean {
  return findings.every(({ code }) => notes.includes(code))
}

/** Whether a finding is a warning. */
export function isNote(code: FindingCode): boolean {
  return notes.includes(code)
}
