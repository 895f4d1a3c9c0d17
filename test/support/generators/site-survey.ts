import type { SiteClient } from '../cookie-jar.ts'
import { toAccountChooser } from '../practice-login.ts'
import { builtRoutes, pathOfRoute } from '../routes.ts'

/** What somebody can find out who looks at every page: generated requests are made of it. */
export interface SiteSurvey {
  /** Patterns of Astro. */
  readonly routes: readonly string[]
  /** Paths that pages link to, or post to. */
  readonly paths: readonly string[]
  /** Fields of forms. */
  readonly names: readonly string[]
  /** Values of fields and buttons. */
  readonly values: readonly string[]
  /** Cookie headers of somebody in the middle of a login, and with a project in the console. */
  readonly cookies: readonly string[]
}

/** Asks for every page, as somebody with a login under way and a project in the console. */
export async function surveySite(client: SiteClient): Promise<SiteSurvey> {
  const chooser = await toAccountChooser(client)
  const named = { action: 'create-project', projectName: 'survey', mode: 'free' }
  await client.post('/lab/console/', named)
  const routes = builtRoutes().map(({ route }) => route)
  const starts = [...routes.map(pathOfRoute), new URL(chooser.url).pathname, '/guide/']
  const paths = new Set(starts)
  const [names, values] = [new Set<string>(), new Set<string>()]
  for (const path of paths) {
    if (paths.size > 400) break
    const page = await client.get(path)
    if (!page.headers.get('content-type')?.startsWith('text/html')) continue
    for (const field of page.html().querySelectorAll('[name]')) {
      names.add(field.getAttribute('name') ?? '')
      values.add(field.getAttribute('value') ?? '')
    }
    for (const link of page.html().querySelectorAll('a[href], form[action], [formaction]')) {
      const { href, action, formaction } = link.attributes
      const url = new URL(href ?? action ?? formaction ?? '', page.url)
      if (url.origin === client.origin) paths.add(url.pathname)
    }
  }
  const cookies = [...paths]
    .filter((path) => /^\/(?:practice|lab|auth)\//.test(path))
    .map((path) => client.jar.getCookieStringSync(client.origin + path))
  return {
    ...{ routes, paths: [...paths], names: [...names], values: [...values] },
    cookies: [...new Set(cookies)].filter((cookie) => cookie !== ''),
  }
}
