import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultOf } from '../support/answer-faults.ts'
import { SiteClient } from '../support/cookie-jar.ts'
import { anyRequest } from '../support/generators/any-request.ts'
import { type Known, generatedRequest } from '../support/generators/generated-request.ts'
import { surveySite } from '../support/generators/site-survey.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { GoogleStandIn } from '../support/google-stand-in.ts'
import { KeepAliveClient, type SentRequest } from '../support/keep-alive.ts'
import { logIn } from '../support/practice-login.ts'

/** `npm run test:all` sends 100,000: over so many a growth of the server's memory shows too. */
const total = Number(process.env['GENERATED_REQUESTS'] ?? 5000)
const batchSize = 1000
/** Requests after which the site is looked at anew: the logins that were under way have ended. */
const surveyed = 5000
/** Requests after which the server has compiled and cached what it will, and its heap has grown. */
const warmUp = 50_000
/** Requests over which the lowest reading counts. */
const stretch = 15_000
const showsGrowth = total >= warmUp + 2 * stretch
const sockets = 8
/**
 * MiB of the server’s heap: left to itself on a large machine, Node lets garbage pile up
 * for as long as it likes.
 */
const heapLimit = 256
/** MiB that the server may have grown by from the warm-up to the last stretch. */
const growthLimit = 45
/** Set SEED to the number that a run printed to send the same requests again. */
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)

let google: GoogleStandIn
let server: GenkanServer
let client: KeepAliveClient
beforeAll(async () => {
  google = await GoogleStandIn.start({ id: 'nobody', secret: 'none' })
  const { NODE_OPTIONS = '', ...standIn } = google.environment
  const heap = `${NODE_OPTIONS} --max-old-space-size=${heapLimit}`
  const env = { RATE_LIMIT: 'off', ...standIn, NODE_OPTIONS: heap }
  server = await startGenkan({ env })
  client = new KeepAliveClient(server.url, sockets)
})
afterAll(async () => {
  client.close()
  await server.stop()
  await google.stop()
})

async function cookieOf({ jar }: SiteClient, prefix: string): Promise<string> {
  const cookies = await jar.getCookies(server.url)
  return cookies.find(({ key }) => key.startsWith(prefix))?.cookieString() ?? ''
}

async function begunLogin() {
  const browser = new SiteClient(server.url)
  const begun = await browser.post('/auth/login', { provider: 'practice' })
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? ''
  return { cookie: await cookieOf(browser, 'genkan_login_'), state }
}

async function knownToAttacker(): Promise<Known> {
  const [living, leaving] = [new SiteClient(server.url), new SiteClient(server.url)]
  for (const browser of [living, leaving]) await logIn(browser)
  const ended = await cookieOf(leaving, 'genkan_session')
  await leaving.post('/auth/logout')
  const transactions = await Promise.all(Array.from({ length: 20 }, begunLogin))
  return { transactions, session: await cookieOf(living, 'genkan_session'), ended }
}

/** Fails with the whole request, and with what the server's log has of errors. */
function refuse(fault: string | undefined, request: SentRequest): void {
  if (fault === undefined) return
  const errors = server
    .output()
    .split('\n')
    .filter((line) => !line.startsWith('{"level":30'))
  throw new Error(`${fault}: ${JSON.stringify(request)}\n${errors.slice(-20).join('\n')}`)
}

/** Sends a batch over all sockets; after every tenth asks whether that made a session. */
async function send(requests: readonly SentRequest[], statuses: Map<number, number>) {
  const queue = requests.entries()
  const work = async () => {
    for (const [index, request] of queue) {
      const answer = await client.send(request).catch((cause: unknown) => {
        throw new Error(`No answer to ${JSON.stringify(request)}`, { cause })
      })
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      refuse(faultOf(request, answer), request)
      if (index % 10 > 0) continue
      const { cookie = '' } = request.headers
      const asked = { method: 'GET', path: '/auth/session', headers: { cookie }, body: '' }
      const session = await client.send(asked)
      refuse(faultOf(asked, session), asked)
    }
  }
  await Promise.all(Array.from({ length: sockets }, work))
}

/** MiB of memory that the server holds; undefined where the system does not tell. */
function residentMemory(): number | undefined {
  const file = `/proc/${server.pid()}/status`
  if (!existsSync(file)) return undefined
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))?.[1]) / 1024
}

/** Half of them callbacks, half of them anything, to any route. */
async function arbitraryRequest(known: Known): Promise<fc.Arbitrary<SentRequest>> {
  const survey = await surveySite(new SiteClient(server.url))
  return fc.oneof(generatedRequest(known), anyRequest(survey, server.url))
}

it(`${total} generated requests: no failure, no session, no growth`, async () => {
  const known = await knownToAttacker()
  let arbitrary = await arbitraryRequest(known)
  const statuses = new Map<number, number>()
  const startedAt = performance.now()
  const readings: number[] = []
  for (let sent = 0; sent < total; sent += batchSize) {
    if (sent > 0 && sent % surveyed === 0) arbitrary = await arbitraryRequest(known)
    await send(fc.sample(arbitrary, { numRuns: batchSize, seed: seed + sent }), statuses)
    readings.push(residentMemory() ?? NaN)
  }
  // The lowest of many, for memory that waits to be swept comes and goes.
  const lowest = (from: number) =>
    Math.min(...readings.slice(from / batchSize, (from + stretch) / batchSize))
  const [before, after] = [lowest(warmUp), lowest(total - stretch)]
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const answers = [...statuses].map(([status, count]) => `${status} × ${count}`).join(', ')
  const memory = showsGrowth
    ? `${before.toFixed(0)} MiB after the warm-up, ${after.toFixed(0)} MiB at the end`
    : 'too few to show a growth of memory'
  console.info(`${total} requests, SEED=${seed}, ${seconds} s; ${answers}; ${memory}`)
  if (showsGrowth && !Number.isNaN(after)) expect(after - before).toBeLessThan(growthLimit)
  // The one session that lives was never the answer to a generated request, and lives on.
  const living = await client.get('/auth/session', { cookie: known.session })
  expect(living.body).toContain('"signedIn":true')
  expect((await client.get('/healthz', {})).status).toBe(200)
  expect(server.output()).not.toMatch(/"level":[456]0|\[(?:WARN|ERROR)\]/)
}, 600_000)
