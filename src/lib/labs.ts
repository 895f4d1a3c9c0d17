import type { MessageKey } from './i18n/messages.ts'

interface Lab {
  /** Of its page, in the English tree. */
  readonly path: `/lab/${string}/`
  /** Its name: the title of the page. */
  readonly title: MessageKey
}

/**
 * The labs: pages on which a reader tries something, made for each request. The sitemap learns of
 * them here. The error bench is no row: it has a page for each error, and none of its own.
 */
export const labs = {
  console: { path: '/lab/console/', title: 'rehearsal.title' },
  tamper: { path: '/lab/tamper/', title: 'tamper.title' },
  scopes: { path: '/lab/scopes/', title: 'scopes.title' },
  'google-client': { path: '/lab/google-client/', title: 'googleClient.title' },
} as const satisfies Record<string, Lab>
