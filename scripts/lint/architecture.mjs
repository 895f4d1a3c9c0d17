/**
 * The rules of docs/decisions that a linter can hold: who may import whom, what the pure code of
 * src/lib/ may touch, and who may write to the console.
 */
import { builtinModules } from 'node:module'

/** Folders of src/ that each layer may import beside itself. */
const mayImport = {
  pages: ['server', 'components', 'lib'],
  server: ['practice', 'lib'],
  components: ['lib'],
  practice: ['lib'],
  lib: ['content/i18n'],
}

const sources = [...Object.keys(mayImport), 'content', 'content.config.ts', 'fetch.ts', 'serve.ts']

/** One zone for each pair of folders, because `except` is relative to a single `from`. */
function zonesOf(layer) {
  const allowed = mayImport[layer]
  const message = `src/${layer} may import only ${allowed.join(', ')} of src/.`
  const refused = sources.filter((name) => name !== layer && !allowed.includes(name))
  return refused.map((name) => {
    const inside = allowed.filter((path) => path.startsWith(`${name}/`))
    const except = inside.map((path) => `./${path.slice(name.length + 1)}`)
    return { target: `./src/${layer}`, from: `./src/${name}`, except, message }
  })
}

const zones = Object.keys(mayImport).flatMap(zonesOf)

zones.push(
  { target: './src', from: './test', message: 'Nothing imports tests.' },
  {
    target: './src/practice',
    from: './src/lib/oidc',
    message: 'The practice provider shares no code with the client: it would prove nothing.',
  },
)

const arcticOnly = {
  name: 'arctic',
  message: 'Only src/lib/oidc/arctic.ts imports arctic, behind an interface of ours.',
}

const impureModules = {
  regex: `^(node:.*|(${builtinModules.join('|')})(/.*)?|astro(:.*|/.*)?|@astrojs/.*)$`,
  message: 'src/lib is pure: npm packages only, no Node and no Astro.',
}

const pure = (name) => ({
  name,
  message: `src/lib is pure: take what ${name} gives as a parameter.`,
})

const ambientGlobals = [
  ...['process', 'Buffer', 'global', 'require', '__dirname', '__filename', 'performance', 'fetch'],
  ...['window', 'document', 'navigator', 'location', 'history', 'self', 'customElements'],
  ...['localStorage', 'sessionStorage', 'indexedDB', 'cookieStore', 'XMLHttpRequest', 'WebSocket'],
  ...['HTMLElement', 'Element', 'DOMParser', 'MutationObserver', 'requestAnimationFrame', 'alert'],
].map(pure)

const ambientProperties = [
  ['Date', 'now'],
  ['Math', 'random'],
  ['crypto', 'randomUUID'],
  ['crypto', 'getRandomValues'],
  ['performance', 'now'],
  ...['process', 'document', 'window', 'fetch', 'localStorage'].map((name) => ['globalThis', name]),
].map(([object, property]) => ({
  object,
  property,
  message: pure(`${object}.${property}`).message,
}))

const ambientClock = [
  {
    selector:
      "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
    message: 'src/lib is pure: take the time as a parameter.',
  },
]

export const architecture = [
  { rules: { 'no-restricted-imports': ['error', { paths: [arcticOnly] }] } },
  {
    files: ['src/**'],
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: '.', zones }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/lib/**'],
    rules: {
      'no-restricted-imports': ['error', { paths: [arcticOnly], patterns: [impureModules] }],
      'no-restricted-globals': ['error', ...ambientGlobals],
      'no-restricted-properties': ['error', ...ambientProperties],
      'no-restricted-syntax': ['error', ...ambientClock],
    },
  },
  {
    files: ['src/lib/oidc/arctic.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [impureModules] }] },
  },
  { files: ['src/serve.ts'], rules: { 'no-console': 'off' } },
  // Peers use it as its own documentation shows.
  { files: ['bench/apps/**'], rules: { 'no-restricted-imports': 'off' } },
]
