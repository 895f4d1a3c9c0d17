import { stepNames } from '../console/steps.ts'
import { productionSteps } from './production-steps.ts'

/** The checklists. The names are keys in readers' local storage: never rename one. */
export const checklists = {
  'google-cloud': stepNames,
  production: productionSteps,
} as const satisfies Record<string, readonly string[]>

export type ChecklistName = keyof typeof checklists
