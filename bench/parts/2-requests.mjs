import { startField } from '../measure/field.mjs'
import { repeat, withinCpu } from '../measure/load.mjs'
import { askPage, askSession, logIn } from '../measure/login.mjs'
import { inTurns, medians, table, turns } from '../measure/rounds.mjs'
import { aheadOfCheckers } from '../measure/verdicts.mjs'

const warmUps = { first: 2000, later: 40 }
const kinds = { page: askPage, session: askSession }

export const name = 'requests'
export const title = 'Signed-in requests per CPU-second'

/** The signed-in page and the session as JSON, asked for by people who logged in once. */
export async function run({ options, say }) {
  const field = await startField(name, options)
  try {
    const signedIn = new Map()
    for (const app of field.apps) {
      const logins = Array.from({ length: options.atATime }, () => logIn(app))
      signedIn.set(app.id, await Promise.all(logins))
    }
    const results = await inTurns(field.apps, options.rounds, say, async (app, isFirst) => {
      const requests = {}
      for (const [kind, ask] of Object.entries(kinds)) {
        let next = 0
        const visitors = signedIn.get(app.id)
        const act = () => ask(app, visitors[next++ % visitors.length])
        await repeat(act, isFirst ? warmUps.first : warmUps.later, options.atATime)
        const cpuSeconds = options.cpuSeconds / turns
        requests[kind] = await withinCpu(app.server, act, cpuSeconds, options.atATime)
      }
      return requests
    })
    const bytes = await sizes(field.apps, signedIn)
    const size = ({ id }) => bytes.get(id).toLocaleString('en')
    return {
      tables: [
        table(field.apps, results, 'page', { 'bytes of the page': size }),
        table(field.apps, results, 'session'),
      ],
      notes: [
        "Genkan's page is the whole demo with every message of the login; that of the others is a heading with a name, so there is no aim for it. Bytes as sent, compressed where the app compresses.",
      ],
      data: { page: medians(results, 'page'), session: medians(results, 'session') },
    }
  } finally {
    await field.stop()
  }
}

async function sizes(apps, signedIn) {
  const pages = apps.map(async (app) => {
    const [visitor] = signedIn.get(app.id)
    return [app.id, (await visitor.get(app.page)).bytes]
  })
  return new Map(await Promise.all(pages))
}

export function aims({ requests, hostile }) {
  return [aheadOfCheckers('Session', requests.session, hostile)]
}
