import { fileURLToPath } from 'node:url'
import { getViteConfig } from 'astro/config'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { createServer } from 'vite'

type Component = Parameters<AstroContainer['renderToString']>[0]

export interface Components {
  /** The HTML of a component of src/components, such as `demo/SignedIn.astro`. */
  render(name: string, props: Record<string, unknown>): Promise<string>
  close(): Promise<void>
}

/** Astro's compiler without the site around it: no pages, no integrations, no server that listens. */
export async function compileComponents(): Promise<Components> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const configuration = getViteConfig(
    {
      server: { middlewareMode: true, hmr: false, ws: false, watch: null },
      optimizeDeps: { noDiscovery: true },
      logLevel: 'silent',
    },
    { root, configFile: false, logLevel: 'silent', devToolbar: { enabled: false } },
  )
  const vite = await createServer({
    ...(await configuration({ mode: 'test', command: 'serve' })),
    configFile: false,
  })
  const container = await AstroContainer.create()
  return {
    async render(name, props) {
      const module = await vite.ssrLoadModule(`/src/components/${name}`)
      return container.renderToString(module['default'] as Component, { props })
    },
    close: () => vite.close(),
  }
}
