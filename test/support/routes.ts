import { readFileSync } from 'node:fs'

const entry = new URL('../../dist/server/entry.mjs', import.meta.url)

export interface BuiltRoute {
  /** As Astro writes it: `/auth/callback/[provider]`. */
  readonly route: string
  /** Whether it is no file of the build. */
  readonly onDemand: boolean
  /** False where Astro added it of its own accord. */
  readonly isOurs: boolean
}

interface Manifest {
  readonly routes: readonly {
    readonly routeData: {
      readonly route: string
      readonly prerender: boolean
      readonly origin: string
    }
  }[]
}

/** Every route that the built server matches, of its manifest: a new one is there by itself. */
export function builtRoutes(): readonly BuiltRoute[] {
  const text = readFileSync(entry, 'utf8')
  const json = /deserializeManifest\((\{"rootDir":.*\})\)/.exec(text)?.[1]
  if (json === undefined) throw new Error(`No manifest was found in ${entry.pathname}`)
  const { routes } = JSON.parse(json) as Manifest
  return routes.map(({ routeData: { route, prerender, origin } }) => {
    return { route, onDemand: !prerender, isOurs: origin === 'project' }
  })
}

/** Values that lead somewhere, for the parameters of routes. */
const samples: Readonly<Record<string, string>> = {
  '/[...lang]/lab/console/[...path]': 'clients',
  '/practice/[...path]': 'token',
  '[provider]': 'practice',
  '[uid]': 'nobody',
  '[error]': 'invalid_grant',
}

/** A path that the route matches. */
export function pathOfRoute(route: string): string {
  const path = route
    .replace('/[...lang]', '')
    .replaceAll(/\[(?:\.\.\.)?\w+\]/g, (name) => samples[route] ?? samples[name] ?? 'x')
  return path === '' ? '/' : path
}
