import type { Language } from '../../lib/i18n/languages.ts'
import type { Html } from '../../lib/html/html.ts'
import type { LoginRecord } from '../../lib/login/login-record.ts'

/** The two halves of the demo page's making: what is the same for everybody, and what is not. */
export interface DemoWriter {
  /** Renders the page: for somebody signed out, or with `loginPlace` in it for any login. */
  renderPage(language: Language, shows: 'signed-out' | 'login-place'): Promise<Response>
  /** Writes what goes there. */
  writeLogin(language: Language, record: LoginRecord): Html
}

const holder = globalThis as { [key: symbol]: DemoWriter | undefined }
const place = Symbol.for('genkan.demo-writer')

/**
 * Says how the demo page is made: called by Astro's entry, which alone can. It hangs on the global
 * object because the production server and what Astro bundles load this module anew.
 */
export function offerDemoWriter(writer: DemoWriter): void {
  holder[place] = writer
}

/** How the demo page is made; undefined as long as Astro's entry is not loaded. */
export function demoWriter(): DemoWriter | undefined {
  return holder[place]
}
