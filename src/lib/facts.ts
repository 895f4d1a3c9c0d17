import { stackTable } from './stacks.ts'

/** A fact that goes out of date, such as the screens of a console or a release. */
export interface Fact {
  /** Year and month of the last check: `2026-11`. */
  readonly asOf: `${number}-${number}`
  /** URL of the primary source. */
  readonly source: string
  /** Value that pages print, if any: a version, a number, a date. */
  readonly value?: string
}

const streamlitDocs = 'https://docs.streamlit.io'
const consoleHelp = 'https://support.google.com/cloud/answer'

/**
 * Every fact of the guide that goes out of date, in one place for all pages and languages. `<AsOf>`
 * shows the month and the link; `facts.<name>.value` goes into the text.
 */
export const facts = {
  googleConsole: { asOf: '2026-11', source: `${consoleHelp}/15549257` },
  googleAudience: { asOf: '2026-11', source: `${consoleHelp}/15549945` },
  googleClients: { asOf: '2026-11', source: `${consoleHelp}/15549257` },
  googleTestUsers: { asOf: '2026-11', source: `${consoleHelp}/15549945`, value: '100' },
  googleSecretsPerClient: { asOf: '2026-11', source: `${consoleHelp}/15549257`, value: '2' },
  googleWebServer: {
    asOf: '2026-11',
    source: 'https://developers.google.com/identity/protocols/oauth2/web-server',
  },
  googleOpenIdConnect: {
    asOf: '2026-11',
    source: 'https://developers.google.com/identity/openid-connect/openid-connect',
  },
  googleVerification: {
    asOf: '2026-11',
    source: 'https://developers.google.com/identity/gsi/web/guides/verify-google-id-token',
  },
  googleDiscovery: {
    asOf: '2026-08',
    source: 'https://accounts.google.com/.well-known/openid-configuration',
  },
  streamlit: {
    asOf: '2026-11',
    source: `${streamlitDocs}/develop/quick-reference/release-notes`,
    value: stackTable.streamlit.tested.version,
  },
  streamlitPython: {
    asOf: '2026-11',
    source: 'https://pypi.org/project/streamlit/',
    value: '3.11',
  },
  streamlitAuth: {
    asOf: '2026-11',
    source: `${streamlitDocs}/develop/concepts/connections/authentication`,
  },
  authlib: {
    asOf: '2026-11',
    source: 'https://pypi.org/project/Authlib/',
    value: stackTable.fastapi.tested.version,
  },
  arctic: { asOf: '2026-11', source: 'https://github.com/pilcrowonpaper/arctic', value: '3.7.0' },
  oauth4webapi: {
    asOf: '2026-11',
    source: 'https://github.com/panva/oauth4webapi',
    value: stackTable.node.tested.version,
  },
} as const satisfies Record<string, Fact>

export type FactName = keyof typeof facts
