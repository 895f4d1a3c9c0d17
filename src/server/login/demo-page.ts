/** The demo page as it was just rendered. */
export interface RenderedDemo {
  readonly rendered: Response
  /** Of the session that the page is about, where there is one. */
  readonly sessionId: string | undefined
}

type RenderDemo = (request: Request) => Promise<RenderedDemo>

const holder = globalThis as { [key: symbol]: RenderDemo | undefined }
const place = Symbol.for('genkan.demo-page')

/**
 * Says how the demo page is rendered: called by Astro's entry, which alone can. It hangs on the
 * global object because the production server and what Astro bundles load this module anew.
 */
export function offerDemoPage(render: RenderDemo): void {
  holder[place] = render
}

/** How the demo page is rendered; undefined as long as Astro's entry is not loaded. */
export function renderDemo(): RenderDemo | undefined {
  return holder[place]
}
