import { startField } from '../measure/field.mjs'
import { repeat, withinCpu } from '../measure/load.mjs'
import { logIn } from '../measure/login.mjs'
import { inTurns, medians, table, turns } from '../measure/rounds.mjs'
import { aheadOfCheckers } from '../measure/verdicts.mjs'

const warmUps = { first: 3000, later: 10 }
const leastOfCeiling = 0.7

export const name = 'logins'
export const title = 'Whole logins per CPU-second'

/** Login, callback with all its checks, signed-in page, session. */
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
        'Whoever asks UserInfo sends one more request to the provider in each login. The aims compare with those rows of the ceiling and of openid-client that do: the same checks, and the same requests.',
      ],
      data: medians(results, 'logins'),
    }
  } finally {
    await field.stop()
  }
}

export function aims({ logins, hostile }) {
  const share = logins.genkan / logins.ceiling
  return [
    aheadOfCheckers('Whole logins', logins, hostile),
    {
      aim: `Whole logins: at least ${leastOfCeiling} of the ceiling`,
      // Two digits would round the aim itself.
      found: share.toFixed(3),
      reached: share >= leastOfCeiling,
    },
  ]
}
