import type { Project } from './project.ts'

/** What is wrong with something that was typed. */
export interface Finding {
  /** Name of the form field. */
  readonly field: string
  /** What is wrong; the pages have words for each. */
  readonly code: string
  /** The part it is about, such as one of several addresses. */
  readonly value?: string
}

/** What an edit comes to: the project as it is then, or why nothing was changed. */
export type Edited = Project | { readonly findings: readonly Finding[] }

export function isRefused(edited: Edited): edited is { readonly findings: readonly Finding[] } {
  return 'findings' in edited
}

/** The findings that there are, of checks that each found one or nothing. */
export function found(...candidates: readonly (Finding | undefined)[]): readonly Finding[] {
  return candidates.filter((candidate) => candidate !== undefined)
}

/** A text that must be there and may not be longer than a limit. */
export function textFinding(field: string, text: string, limit: number): Finding | undefined {
  if (text === '') return { field, code: 'missing' }
  return text.length > limit ? { field, code: 'too_long', value: String(limit) } : undefined
}

/** An email address as a form takes it (HTML, `input type=email`), with a dot in its domain. */
export function emailFinding(field: string, email: string, limit: number): Finding | undefined {
  const text = textFinding(field, email, limit)
  if (text) return text
  return /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d.-]*[a-z\d])?\.[a-z\d-]+$/i.test(email)
    ? undefined
    : { field, code: 'not_an_email', value: email }
}
