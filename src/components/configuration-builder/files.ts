import { type App, appTable, forEachApp } from '../../lib/stacks.ts'

// `exhaustive`: most of them are hidden files, or lie in hidden folders.
const examples: Readonly<Record<string, string>> = import.meta.glob(
  [
    '/samples/*/**/*.example*',
    '/src/components/configuration-builder/*.example',
    '!**/node_modules/**',
    '!**/.venv/**',
  ],
  { query: '?raw', import: 'default', eager: true, exhaustive: true },
)

/** Each app's file of settings with its placeholders, from the samples that run. */
export const files: Readonly<Record<App, string>> = forEachApp((app) => {
  const { example } = appTable[app].settings
  const code = examples[`/${example}`]
  if (code === undefined) throw new Error(`${example} of the table of stacks does not exist`)
  return code
})
