import type { MessageKey } from './i18n/messages.ts'

interface Lab {
  /** Path of its page, in English. */
  readonly path: `/lab/${string}/`
  /** Message key of the page title. */
  readonly title: MessageKey
}

/**
 * The labs: interactive pages, rendered on demand; the sitemap reads this table. The error bench is
 * not listed: it has a page per error, but no index page.
 */
export const labs = {
  console: { path: '/lab/console/', title: 'rehearsal.title' },
  tamper: { path: '/lab/tamper/', title: 'tamper.title' },
  scopes: { path: '/lab/scopes/', title: 'scopes.title' },
  'google-client': { path: '/lab/google-client/', title: 'googleClient.title' },
} as const satisfies Record<string, Lab>
