import { describe, expect, it } from 'vitest'
import { askedLanguage } from '../../../src/lib/i18n/languages.ts'
import { readPastedKeys } from '../../../src/lib/jwt/pasted-keys.ts'
import { pastedLimit, readPastedText } from '../../../src/lib/jwt/pasted-text.ts'
import { inPieces } from '../../../src/lib/jwt/token-pieces.ts'
import { visibleJson } from '../../../src/lib/jwt/visible-json.ts'
import { providerErrorText } from '../../../src/lib/oidc/provider-error-text.ts'
import { diagnose } from '../../../src/lib/redirect-uri/diagnose.ts'
import { differenceRows } from '../../../src/lib/redirect-uri/difference-rows.ts'
import { pasteLimit, readPasted } from '../../../src/lib/redirect-uri/pasted-uris.ts'
import { safeReturnPath } from '../../../src/lib/return-path.ts'
import { findingsInGoogleClient } from '../../../src/lib/snippets/google-client-findings.ts'
import { findingsIn, settingValues } from '../../../src/lib/snippets/setting-values.ts'
import { settingLimit } from '../../../src/lib/snippets/setting-findings.ts'
import { defaultSettings, readSettings } from '../../../src/lib/snippets/settings.ts'
import { forEachApp } from '../../../src/lib/stacks.ts'
import { withoutAround } from '../../../src/lib/trimmed.ts'
import { queryLimit, rankEntries } from '../../../src/lib/troubleshooting/rank-entries.ts'
import { createClient } from '../../../src/practice/console/edit-clients.ts'
import { addTestUsers, fillIn } from '../../../src/practice/console/edit-consent-screen.ts'
import { emptyProject } from '../../../src/lib/console/project.ts'
import { cpuTime } from '../../support/cpu-time.ts'

const megabyte = 1_000_000
/** Of a form that the server takes, and of the headers of a request. */
const requestLimit = 16 * 1024

/** Each is repeated to the length that is wanted; some end in what makes a search fail. */
const texts: readonly (readonly [name: string, piece: string, end?: string])[] = [
  ...[' ', '\t', '\n', '\r\n', '\u3000', '\u200b', '\ufeff'].map(
    (piece) => [piece, piece, 'x'] as const,
  ),
  ...['"', "'", '`', '“', '\\', '\\"', '"\\'].map((piece) => [piece, piece, 'x'] as const),
  ...['.', ',', ';', ', ', ':', '/', '//', '?', '&', '#', '=', '@', '_', '-', '+', '*', '•'].map(
    (piece) => [piece, piece, ' x'] as const,
  ),
  ...['%', '%2', '%25', '%e3', '%3a', '&#', '&amp', '&#x41;'].map(
    (piece) => [piece, piece] as const,
  ),
  ...['[', '{', '(', '<', '[]', '{"a":', '[{"a":', '"a",'].map((piece) => [piece, piece] as const),
  ...[
    'a',
    'A1',
    'a_',
    '1',
    '1.',
    'ａ',
    '：',
    '漢',
    'ひ',
    'カ',
    '漢a',
    '\ud800',
    '\udc00',
    '😀',
  ].map((piece) => [piece, piece, ' .'] as const),
  ...['eyJ', 'eyJ.', 'eyJa.b.', 'eyJa.', '.eyJ'].map((piece) => [piece, piece, ' '] as const),
  ...['a\n', 'https://', 'a://', 'a.b ', '- ', '1. ', '"a', "'a", '" ,', '<a>'].map(
    (piece) => [piece, piece, 'x'] as const,
  ),
  ...['redirect_uri', 'redirect_uri=', 'redirect_uri="', "redirect_uri='", 'redirect_uri = '].map(
    (piece) => [piece, piece] as const,
  ),
  ...['redirect_uris', '"redirect_uris":["a",', 'redirect_uris=[', '&authError='].map(
    (piece) => [piece, piece] as const,
  ),
  ...['authorization:', 'bearer ', 'GOCSPX-', '1//', 'id_token=', 'code=&'].map(
    (piece) => [piece, piece] as const,
  ),
  ['one address, then commas', ',', 'x'],
  ['a bearer without a token', ' ', '.'],
]
/** What stands before the repeated piece. */
const beginnings = ['', 'redirect_uri=', 'authorization:', '"', '{"id_token":"', 'http://', '{']

const entries = ['redirect_uri_mismatch', 'invalid_grant', '時計がずれている'].map((heading) => ({
  ...{ id: heading, heading, messages: [heading], text: `${heading} and what to do about it` },
}))
const site = { issuer: 'http://localhost/practice', discoveryUrl: 'http://localhost/practice/x' }
const making = { randomBytes: (length: number) => new Uint8Array(length), now: () => 0 }
const project = emptyProject('A project', true)

function readAndDraw(text: string): void {
  const read = readPastedText(text)
  if (read.kind !== 'token') return
  inPieces(read.decoded.parts)
  visibleJson(read.decoded.payload)
}

function compareUris(text: string): void {
  const { uris } = readPasted(text)
  for (const sent of [uris.at(-1) ?? '', 'http://localhost:8501/oauth2callback']) {
    const diagnosis = diagnose(uris.slice(0, -1), sent)
    if (diagnosis) differenceRows(diagnosis.runs)
  }
}

function fillSettings(text: string): void {
  const addresses = forEachApp(() => ({ host: text, port: text, path: text }))
  for (const provider of ['google', 'practice'] as const) {
    const settings = { provider, clientId: text, practiceClientId: text, addresses }
    settingValues(settings, site)
    findingsIn(settings, 'node')
    readSettings(settings)
  }
  settingValues({ ...defaultSettings, clientId: text }, site)
}

function fillConsole(text: string): void {
  const lines = text.split('\n')
  const typed = { type: 'web', name: text, javascriptOrigins: lines, redirectUris: lines }
  createClient(project, typed, making)
  addTestUsers(project, lines)
  const start = { appName: text, supportEmail: text, audience: text, agreed: true }
  fillIn(project, 'app', { ...start, contactEmails: lines })
  fillIn(project, 'contact', { ...start, contactEmails: lines })
}

/** Everything that takes a text of somebody, and the lengths that it takes. */
const tools: readonly (readonly [string, (text: string) => void, ...lengths: number[]])[] = [
  ['the token inspector', readAndDraw, pastedLimit, megabyte],
  ['the keys of the token inspector', readPastedKeys, 65_536, megabyte],
  ['the redirect-URI doctor', compareUris, pasteLimit, megabyte],
  ['the message search', (text) => rankEntries(text, entries), queryLimit, megabyte],
  ['the configuration builder and the settings', fillSettings, settingLimit, megabyte],
  [
    'the fields of a Google client',
    (text) => {
      findingsInGoogleClient('client_id', text)
      findingsInGoogleClient('client_secret', text)
    },
    ...[settingLimit, megabyte],
  ],
  ['the practice console', fillConsole, requestLimit],
  ['the path to return to', (text) => safeReturnPath(text, '/'), requestLimit, megabyte],
  ['the languages of a request', (text) => askedLanguage(text, text), requestLimit],
  ['an error of a provider', (text) => providerErrorText(text, text), requestLimit],
  ['what is trimmed', (text) => withoutAround(text, '"', ',;'), megabyte],
]

const cases = tools.flatMap(([name, work, ...lengths]) =>
  lengths.map((length) => [name, length, work] as const),
)

describe('linear time', () => {
  // CPU time: a quadratic step takes seconds for a megabyte.
  it.each(cases)(
    '%s reads any %d characters within 100 ms',
    (_, length, work) => {
      for (const beginning of beginnings) {
        for (const [name, piece, end = ''] of texts) {
          const room = length - beginning.length - end.length
          const text = beginning + piece.repeat(Math.ceil(room / piece.length)).slice(0, room) + end
          const once = cpuTime(() => work(text), 1)
          const least = once < 50 ? once : cpuTime(() => work(text))
          expect(least, JSON.stringify(beginning + name)).toBeLessThan(100)
        }
      }
    },
    60_000,
  )
})
