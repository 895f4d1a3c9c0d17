import type { MessageKey } from './i18n/messages.ts'

interface Lab {
  /** Of its page in the default language. */
  readonly path: `/lab/${string}/`
  /** Key of its name, the title of the page. */
  readonly title: MessageKey
}

/**
 * Table of the labs, the interactive pages that are rendered on demand. The sitemap lists them from
 * here. The error bench has no row: it has a page for each error and no index page.
 */
export const labs = {
  console: { path: '/lab/console/', title: 'rehearsal.title' },
  tamper: { path: '/lab/tamper/', title: 'tamper.title' },
  scopes: { path: '/lab/scopes/', title: 'scopes.title' },
  'google-client': { path: '/lab/google-client/', title: 'googleClient.title' },
} as const satisfies Record<string, Lab>
