import { stepNames } from '../console/steps.ts'
import { productionSteps } from './production-steps.ts'

/** The lists whose steps readers tick off. The names go into readers' browsers: never rename one. */
export const checklists = {
  'google-cloud': stepNames,
  production: productionSteps,
} as const satisfies Record<string, readonly string[]>

export type ChecklistName = keyof typeof checklists
