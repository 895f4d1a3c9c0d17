import { type App, appTable, forEachApp } from '../../lib/stacks.ts'

// `exhaustive` includes hidden files and folders, where most of these are.
const examples: Readonly<Record<string, string>> = import.meta.glob(
  [
    '/samples/*/**/*.example*',
    '/src/components/configuration-builder/*.example',
    '!**/node_modules/**',
    '!**/.venv/**',
  ],
  { query: '?raw', import: 'default', eager: true, exhaustive: true },
)

/** Settings file of each app, with placeholders, read from the tested samples. */
export const files: Readonly<Record<App, string>> = forEachApp((app) => {
  const { example } = appTable[app].settings
  const code = examples[`/${example}`]
  if (code === undefined) throw new Error(`${example} of the table of stacks does not exist`)
  return code
})
