/**
 * What can be wrong in each field of the form, by the field's name. The words are in
 * `settings.finding.<code>`, in both languages.
 */
export const findingCodes = {
  client_id: [
    'secret',
    'client_id_practice',
    'client_id_shape',
    'invisible_character',
    'full_width',
    'blank_around',
    'blank_inside',
  ],
  practice_client_id: [
    'secret',
    'practice_client_id_google',
    'practice_client_id_shape',
    'invisible_character',
    'full_width',
    'blank_around',
    'blank_inside',
  ],
  host: [
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
    'port_range',
    'port_public',
    'invisible_character',
    'full_width',
    'blank_around',
    'blank_inside',
  ],
  path: [
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
  /** All three parts of the address together. */
  address: ['practice_redirect_uri'],
} as const

export type Field = keyof typeof findingCodes
export type FindingCode = (typeof findingCodes)[Field][number]

/** Findings that only tell: the value works. With any other it does not go into the code. */
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

/** Whether a value that has these findings can still go into the code. */
export function isUsable(findings: readonly Finding[]): boolean {
  return findings.every(({ code }) => notes.includes(code))
}

/** Whether a finding only tells something about a value that works. */
export function isNote(code: FindingCode): boolean {
  return notes.includes(code)
}
