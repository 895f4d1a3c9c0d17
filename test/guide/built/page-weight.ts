import type { Page } from 'playwright-core'

/** One answer that a page needed. */
export interface Answer {
  readonly path: string
  /** Chromium's name for what it is: Document, Script, Stylesheet, … */
  readonly kind: string
  /** Bytes over the wire, compressed, with the headers. */
  readonly bytes: number
}

/** Opens a page for the first time and gives every answer until nothing is left to load or do. */
export async function weigh(page: Page, path: string): Promise<Answer[]> {
  const session = await page.context().newCDPSession(page)
  const begun = new Map<string, Omit<Answer, 'bytes'>>()
  const answers: Answer[] = []
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    const { protocol, pathname } = new URL(response.url)
    if (protocol.startsWith('http')) begun.set(requestId, { path: pathname, kind: type })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const answer = begun.get(requestId)
    if (answer) answers.push({ ...answer, bytes: encodedDataLength })
  })
  await session.send('Network.enable')
  await page.goto(path, { waitUntil: 'networkidle' })
  // What waits for an idle moment counts too.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestIdleCallback(() => requestIdleCallback(resolve))
      }),
  )
  await page.waitForLoadState('networkidle')
  return answers
}
