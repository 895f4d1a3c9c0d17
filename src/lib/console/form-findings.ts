import type { Project } from './project.ts'

/** A validation error of a form field. */
export interface Finding {
  /** Name of the form field. */
  readonly field: string
  /** Error code; the pages have a message for each. */
  readonly code: string
  /** The value or limit concerned, such as one of several redirect URIs. */
  readonly value?: string
}

/** Result of an edit: the new project, or validation errors. */
export type Edited = Project | { readonly findings: readonly Finding[] }

/** Whether an edit failed validation. */
export function isRefused(edited: Edited): edited is { readonly findings: readonly Finding[] } {
  return 'findings' in edited
}

/** Collects validation errors, without the checks that passed (undefined). */
export function found(...candidates: readonly (Finding | undefined)[]): readonly Finding[] {
  return candidates.filter((candidate) => candidate !== undefined)
}

/** Validates a required text with a maximum length. */
export function textFinding(field: string, text: string, limit: number): Finding | undefined {
  if (text === '') return { field, code: 'missing' }
  return text.length > limit ? { field, code: 'too_long', value: String(limit) } : undefined
}

/** Validates an email address (HTML, `input type=email`), with a dot in its domain. */
export function emailFinding(field: string, email: string, limit: number): Finding | undefined {
  const text = textFinding(field, email, limit)
  if (text) return text
  return /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d.-]*[a-z\d])?\.[a-z\d-]+$/i.test(email)
    ? undefined
    : { field, code: 'not_an_email', value: email }
}
