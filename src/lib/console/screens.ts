/** Routes of the practice console under `/lab/console/`. */
export type Screen =
  | { readonly name: 'start' }
  | { readonly name: 'overview' }
  | { readonly name: 'get-started' }
  | { readonly name: 'branding' }
  | { readonly name: 'audience' }
  | { readonly name: 'clients' }
  | { readonly name: 'new-client' }
  | { readonly name: 'client'; readonly clientId: string }
  | { readonly name: 'data-access' }
  | { readonly name: 'google' }

export type ScreenName = Screen['name']

const paths: Readonly<Record<string, Screen>> = {
  '': { name: 'start' },
  overview: { name: 'overview' },
  'overview/create': { name: 'get-started' },
  branding: { name: 'branding' },
  audience: { name: 'audience' },
  clients: { name: 'clients' },
  'clients/new': { name: 'new-client' },
  'data-access': { name: 'data-access' },
  google: { name: 'google' },
}

/**
 * Router: the screen at a path.
 * @param path below `/lab/console/`, with or without a slash at its end
 * @returns undefined for an unknown path
 */
export function screenAt(path: string): Screen | undefined {
  const trimmed = path.replace(/\/$/, '')
  const known = Object.hasOwn(paths, trimmed) ? paths[trimmed] : undefined
  if (known) return known
  const clientId = /^clients\/([a-z\d.-]{1,120})$/.exec(trimmed)?.[1]
  return clientId === undefined ? undefined : { name: 'client', clientId }
}

/** The path of a screen, in the English tree. */
export function screenPath(screen: Screen): string {
  if (screen.name === 'client') return `/lab/console/clients/${screen.clientId}/`
  const found = Object.entries(paths).find(([, { name }]) => name === screen.name)
  const path = found?.[0] ?? ''
  return path === '' ? '/lab/console/' : `/lab/console/${path}/`
}
