// The provider of the project's own tests that agrees to everything at once and lies when told to.
import { startHostileProvider } from '../../test/support/hostile-provider/hostile-provider.ts'

const { CLIENT_ID: id, CLIENT_SECRET: secret } = process.env
const provider = await startHostileProvider({ client: { id, secret } })
let told = 0

const answers = {
  issuer: () => provider.issuer,
  lie: ({ misbehaviour }) => {
    told = provider.requests.length
    provider.misbehave(misbehaviour)
  },
  asked: () => provider.requests.slice(told).map(({ endpoint }) => endpoint),
}

process.on('message', (message) => process.send({ answer: answers[message.want](message) }))
process.on('SIGTERM', () => process.exit(0))
