import { startField } from '../measure/field.mjs'
import { repeat, withinCpu } from '../measure/load.mjs'
import { logIn } from '../measure/login.mjs'
import { inTurns, medians, table, turns } from '../measure/rounds.mjs'
import { aheadOfCheckers } from '../measure/verdicts.mjs'

const warmUps = { first: 3000, later: 10 }

export const name = 'logins'
export const title = 'Whole logins per CPU-second'

/** Start, callback with all its checks, session. */
export async function run({ options, say }) {
  const field = await startField(name, options)
  const askingUserInfo = new Set()
  try {
    const results = await inTurns(field.apps, options.rounds, say, async (app, isFirst) => {
      const login = () => logIn(app)
      const before = await field.provider.userInfoRequests()
      await repeat(login, isFirst ? warmUps.first : warmUps.later, options.atATime)
      if ((await field.provider.userInfoRequests()) > before) askingUserInfo.add(app.id)
      const cpuSeconds = options.cpuSeconds / turns
      return { logins: await withinCpu(app.server, login, cpuSeconds, options.atATime) }
    })
    const asks = ({ id }) => (askingUserInfo.has(id) ? 'yes' : 'no')
    const columns = { 'asks UserInfo': asks }
    return {
      tables: [table(field.apps, results, 'logins', columns)],
      notes: [
        'Whoever asks UserInfo sends one more request to the provider in each login. The aim compares with the row of openid-client that does: the same checks, and the same requests. The ceiling is no library: it shows what is left above all of them.',
      ],
      data: medians(results, 'logins'),
    }
  } finally {
    await field.stop()
  }
}

export function aims({ logins, hostile }) {
  return [aheadOfCheckers('Whole logins', logins, hostile)]
}
