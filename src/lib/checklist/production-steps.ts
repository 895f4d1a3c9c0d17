/**
 * What is settled before others use an app, in the order of the page. Readers' browsers keep the
 * names: never rename one.
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
