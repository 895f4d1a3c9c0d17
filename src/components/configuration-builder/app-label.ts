import type { Translate } from '../../lib/i18n/messages.ts'
import { type App, appTable } from '../../lib/stacks.ts'

/** Label of an app in the form: its name, and the library that does the login. */
export function appLabel(app: App, t: Translate): string {
  const { name, library } = appTable[app]
  if (app === 'genkan') return t('builder.app.site', { name })
  return library === undefined ? name : t('builder.app.with', { name, library })
}
