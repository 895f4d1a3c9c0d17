/**
 * Steps of the production checklist, in order. The names are stored in readers' browsers: never
 * rename one.
 */
export const productionSteps = [
  'secrets',
  'https',
  'clients',
  'publishing',
  'entry',
  'cookies',
  'proxy',
  'rotation',
  'unused',
  'log-out',
  'rate-limit',
  'logs',
] as const

export type ProductionStepName = (typeof productionSteps)[number]
