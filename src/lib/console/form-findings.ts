import { firstHiddenCharacter } from '../hidden-characters.ts'
import type { Project } from './project.ts'

/** A validation error of a form field. */
export interface Finding {
  /** Name of the form field. */
  readonly field: string
  /** Error code; the pages have a message for each. */
  readonly code: string
  /** The value or limit concerned, such as one of several redirect URIs. */
  readonly value?: string
  /** Position of the value in the field, counted from 1. */
  readonly position?: number
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

/**
 * Validates a required text that pages show, to other visitors too: its length, and that it shows
 * all that it holds.
 */
export function textFinding(field: string, text: string, limit: number): Finding | undefined {
  const hidden = firstHiddenCharacter(text)
  if (text.length > limit || !hidden) return lengthFinding(field, text, limit)
  const { codePoint, position } = hidden
  return { field, code: 'hidden_character', value: codePoint, position }
}

/** Validates a required value with a maximum length, one that has rules of its own for its form. */
export function lengthFinding(field: string, text: string, limit: number): Finding | undefined {
  if (text === '') return { field, code: 'missing' }
  return text.length > limit ? { field, code: 'too_long', value: String(limit) } : undefined
}

/**
 * Validates the values of a list, unless they are too many: then each would have findings, and the
 * page would hold thousands of them.
 */
export function listFindings(
  field: string,
  values: readonly string[],
  limit: number,
  findingsOf: (value: string) => readonly Finding[],
): readonly Finding[] {
  if (values.length > limit) return [{ field, code: 'too_many', value: String(limit) }]
  return values.flatMap(findingsOf)
}

/** Validates an email address (HTML, `input type=email`), with a dot in its domain. */
export function emailFinding(field: string, email: string, limit: number): Finding | undefined {
  const length = lengthFinding(field, email, limit)
  if (length) return length
  return /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d.-]*[a-z\d])?\.[a-z\d-]+$/i.test(email)
    ? undefined
    : { field, code: 'not_an_email', value: email }
}
