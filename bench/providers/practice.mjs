// The project's own practice provider in a process of its own, with a person who agrees at once.
import { createServer } from 'node:http'
import { createPracticeProvider } from '../../src/practice/practice-provider.ts'
import { personas } from '../../src/practice/personas.ts'
import { SqliteStore } from '../../src/server/store/sqlite-store.ts'

const { PORT, DATA_DIR, CLIENTS } = process.env
const siteUrl = `http://localhost:${PORT}`
const screen = /^\/practice\/interaction\/([\w-]+)$/
const person = personas.find(({ name }) => name === 'Hanako Suzuki')

let userInfoRequests = 0

const { listener, interactions } = await createPracticeProvider({
  siteUrl,
  store: new SqliteStore(DATA_DIR, Date.now),
  demoRedirectUri: `${siteUrl}/unused`,
  clients: JSON.parse(CLIENTS),
  showError: (context, error) => {
    context.body = JSON.stringify(error)
  },
  afterResponse: (work) => void setImmediate(work),
  now: Date.now,
})

createServer((request, response) => {
  const uid = screen.exec(request.url)?.[1]
  if (uid !== undefined) return void answerScreen(request, response, uid)
  if (request.url.startsWith('/practice/v1/userinfo')) userInfoRequests += 1
  request.originalUrl = request.url
  request.url = request.url.slice('/practice'.length) || '/'
  listener(request, response)
}).listen(PORT, 'localhost')

/** Chooses the person, then agrees to what the app asks for. */
async function answerScreen(request, response, uid) {
  const { cookie = '' } = request.headers
  const next =
    (await interactions.agree(uid, cookie)) ??
    (await interactions.chooseAccount(uid, cookie, person.sub))
  if (typeof next === 'string') response.writeHead(303, { location: next }).end()
  else response.writeHead(400).end('This login is over')
}

process.on('message', () => process.send({ answer: userInfoRequests }))
process.on('SIGTERM', () => process.exit(0))
