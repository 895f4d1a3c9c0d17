/**
 * Validation codes of each field of the settings form. The messages are `settings.finding.<code>`.
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
  /** Host, port and path together. */
  address: ['practice_redirect_uri'],
} as const

export type Field = keyof typeof findingCodes
export type FindingCode = (typeof findingCodes)[Field][number]

/** Warnings: the value is usable. With any other code it is not. */
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

/** Whether a value with these findings is usable in the code: warnings only. */
export function isUsable(findings: readonly Finding[]): boolean {
  return findings.every(({ code }) => notes.includes(code))
}

/** Whether a finding is only a warning. */
export function isNote(code: FindingCode): boolean {
  return notes.includes(code)
}
