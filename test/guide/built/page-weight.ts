import type { Page } from 'playwright-core'

/** One response that a page needed. */
export interface PageResponse {
  readonly path: string
  /** Chromium's resource type: Document, Script, Stylesheet, … */
  readonly kind: string
  /** Bytes over the wire, compressed, headers included. */
  readonly bytes: number
}

/** Opens a page with an empty cache; returns every response until the page is idle. */
export async function weigh(page: Page, path: string): Promise<PageResponse[]> {
  const session = await page.context().newCDPSession(page)
  const begun = new Map<string, Omit<PageResponse, 'bytes'>>()
  const responses: PageResponse[] = []
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    const { protocol, pathname } = new URL(response.url)
    if (protocol.startsWith('http')) begun.set(requestId, { path: pathname, kind: type })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const response = begun.get(requestId)
    if (response) responses.push({ ...response, bytes: encodedDataLength })
  })
  await session.send('Network.enable')
  await page.goto(path, { waitUntil: 'networkidle' })
  // Work deferred by requestIdleCallback counts too.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestIdleCallback(() => requestIdleCallback(resolve))
      }),
  )
  await page.waitForLoadState('networkidle')
  return responses
}
