/** An app with a login, as its sample runs on the reader's machine. */
interface AppRow {
  readonly name: string
  /** The login library, where it is not part of the framework. */
  readonly library?: string
  readonly port: number
  readonly callback: CallbackPath
  /** Whether its start command opens `localhost`, whatever host is configured. */
  readonly opensAtLocalhost?: boolean
  readonly settings: SettingsFile
}

/** Path of the redirect URI, and where it is set: in the library (fixed), in code, in a setting. */
type CallbackPath = { readonly path: `/${string}` } & (
  { readonly setBy: 'library' | 'settings' } | { readonly setBy: 'code'; readonly file: string }
)

/** The configuration file that the configuration builder writes. */
interface SettingsFile {
  /** Path in the app. */
  readonly file: string
  /** Template with placeholders, from the root of this repository. */
  readonly example: string
  readonly language: 'toml' | 'dotenv'
  /** Name of the setting for the app's own origin, if any. */
  readonly origin?: string
}

interface StackRow extends AppRow {
  /** Package and version that the sample was last tested with. */
  readonly tested: { readonly package: string; readonly version: string }
}

const stackRows = {
  streamlit: {
    name: 'Streamlit',
    port: 8501,
    callback: { path: '/oauth2callback', setBy: 'library' },
    opensAtLocalhost: true,
    settings: {
      file: '.streamlit/secrets.toml',
      example: 'samples/streamlit/.streamlit/secrets.example.toml',
      language: 'toml',
    },
    tested: { package: 'streamlit', version: '1.67.0' },
  },
  fastapi: {
    name: 'FastAPI',
    library: 'Authlib',
    port: 8000,
    callback: { path: '/auth/callback', setBy: 'code', file: 'main.py' },
    settings: { file: '.env', example: 'samples/fastapi/.env.example', language: 'dotenv' },
    tested: { package: 'authlib', version: '1.9.9' },
  },
  node: {
    name: 'Node',
    library: 'oauth4webapi',
    port: 3000,
    callback: { path: '/callback', setBy: 'settings' },
    settings: { file: '.env', example: 'samples/node/.env.example', language: 'dotenv' },
    tested: { package: 'oauth4webapi', version: '3.8.8' },
  },
} as const satisfies Record<string, StackRow>

/** This site, for operators: the builder writes its configuration as well. */
const siteRow = {
  name: 'Genkan',
  port: 4321,
  callback: { path: '/auth/callback/google', setBy: 'library' },
  settings: {
    file: '.env',
    example: 'src/components/configuration-builder/genkan.env.example',
    language: 'dotenv',
    origin: 'SITE_URL',
  },
} as const satisfies AppRow

/** A stack that the guide has a sample for, in `samples/<stack>/`. */
export type Stack = keyof typeof stackRows
/** The table of stacks. */
export const stackTable: Readonly<Record<Stack, StackRow>> = stackRows
export const stacks = Object.keys(stackRows) as readonly Stack[]

/** An app that the configuration builder writes a file for: the stacks, and this site. */
export type App = Stack | 'genkan'
export const appTable: Readonly<Record<App, AppRow>> = { ...stackRows, genkan: siteRow }
export const apps = Object.keys(appTable) as readonly App[]

/** An object with a value for each app. */
export function forEachApp<Value>(value: (app: App) => Value): Record<App, Value> {
  return Object.fromEntries(apps.map((app) => [app, value(app)])) as Record<App, Value>
}

/** Origin of an app in development: scheme, host and port. */
export function exampleOrigin(app: App): string {
  return `http://localhost:${appTable[app].port}`
}

/** Redirect URI of an app in development. */
export function exampleRedirectUri(app: App): string {
  return exampleOrigin(app) + appTable[app].callback.path
}
