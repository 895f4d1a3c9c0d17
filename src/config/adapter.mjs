import node, { getAdapter } from '@astrojs/node'

/**
 * The Node adapter with an entry of ours, so that `serve.ts` and the pages share one module graph.
 * Pages are rendered in one piece: in chunks they take three times as long to write and compress.
 */
export function adapter() {
  const integration = node({ mode: 'middleware', experimentalDisableStreaming: true })
  integration.hooks['astro:config:done'] = ({ setAdapter }) => {
    setAdapter({ ...getAdapter({}), serverEntrypoint: './src/server-entry.ts' })
  }
  return integration
}
