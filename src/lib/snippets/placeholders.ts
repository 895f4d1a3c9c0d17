import { type App, appTable, apps, exampleOrigin, exampleRedirectUri } from '../stacks.ts'
import { practiceClient } from './preregistered-client.ts'

/** Settings of the reader that the guide's code has placeholders for. */
export type SettingName =
  | 'clientId'
  | 'googleClientId'
  | 'clientSecret'
  | 'practiceClientId'
  | 'practiceClientSecret'
  | 'cookieSecret'
  | 'discoveryUrl'
  | 'issuer'
  | `${App}RedirectUri`
  | `${App}Origin`

/** A placeholder: `text.slice(start, end)` stands for `setting`. */
export interface Placeholder {
  readonly start: number
  readonly end: number
  readonly setting: SettingName
}

/** Values for the placeholders. A placeholder without a value stays. */
export type SettingValues = Readonly<Partial<Record<SettingName, string>>>

// Not the beginning of a longer name or URL; a full stop may follow.
const end = String.raw`(?![\w/:?#@%&=~+-]|\.\w)`
const assigned = String.raw`\s*=\s*["']?`
const word = (name: string) => String.raw`(?<![\w-])${name}${end}`
const uri = (address: string) =>
  String.raw`(?<![\w/:.-])${address.replaceAll('.', String.raw`\.`)}${end}`

/** Placeholder for a client secret. */
export const clientSecretPlaceholder = 'YOUR_CLIENT_SECRET'

/**
 * Pattern of each placeholder; the first match counts. An issuer, a discovery URL, the URL of a
 * site and the preregistered client are placeholders only in an assignment, not in a message.
 * `GOOGLE_CLIENT_SECRET` is excluded: it must never get another provider's secret.
 */
const patterns: readonly (readonly [SettingName, string])[] = [
  ['googleClientId', String.raw`(?<=GOOGLE_(?:CLIENT_)?ID${assigned})YOUR_CLIENT_ID${end}`],
  ['clientId', word('YOUR_CLIENT_ID')],
  [
    'clientSecret',
    String.raw`(?<!GOOGLE_(?:CLIENT_)?SECRET${assigned})${word(clientSecretPlaceholder)}`,
  ],
  ['practiceClientId', `(?<=client_id${assigned})${uri(practiceClient.clientId)}`],
  ['practiceClientSecret', `(?<=client_secret${assigned})${uri(practiceClient.clientSecret)}`],
  ['cookieSecret', word('YOUR_COOKIE_SECRET')],
  [
    'discoveryUrl',
    `(?<=${assigned})${uri('https://accounts.google.com/.well-known/openid-configuration')}`,
  ],
  ['issuer', `(?<=ISSUER${assigned})${uri('https://accounts.google.com')}`],
  ...apps.flatMap(patternsOfApp),
]

function patternsOfApp(app: App): readonly (readonly [SettingName, string])[] {
  const { origin } = appTable[app].settings
  const redirectUri = [`${app}RedirectUri`, uri(exampleRedirectUri(app))] as const
  if (origin === undefined) return [redirectUri]
  return [[`${app}Origin`, `(?<=${origin}${assigned})${uri(exampleOrigin(app))}`], redirectUri]
}

const pattern = new RegExp(
  patterns.map(([setting, source]) => `(?<${setting}>${source})`).join('|'),
  'g',
)
// A section of TOML such as [auth.google], up to the next one.
const googleSection = /^\[[\w.]*\.google\]$[^]*?(?=^\[|$(?![^]))/gm

/** The placeholders of a whole file or code block, in order. */
export function placeholdersIn(text: string): readonly Placeholder[] {
  const sections = [...text.matchAll(googleSection)].map(({ index, 0: section }) => ({
    start: index,
    end: index + section.length,
  }))
  return [...text.matchAll(pattern)].flatMap(({ index, 0: found, groups = {} }) => {
    const [setting] = patterns.find(([name]) => groups[name] !== undefined) ?? []
    const isGoogles = sections.some(({ start, end }) => start <= index && index < end)
    const meant = isGoogles ? inGoogleSection(setting) : setting
    return meant === undefined ? [] : [{ start: index, end: index + found.length, setting: meant }]
  })
}

/** The setting of a placeholder inside a section about Google. */
function inGoogleSection(setting: SettingName | undefined): SettingName | undefined {
  if (setting === 'clientId') return 'googleClientId'
  if (setting === 'clientSecret' || setting === 'discoveryUrl') return undefined
  return setting
}

/** Replaces the placeholders of a text by their values. */
export function fill(text: string, values: SettingValues): string {
  let filled = ''
  let done = 0
  for (const { start, end, setting } of placeholdersIn(text)) {
    filled += text.slice(done, start) + (values[setting] ?? text.slice(start, end))
    done = end
  }
  return filled + text.slice(done)
}
