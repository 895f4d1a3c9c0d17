import { Visitor } from './visitor.mjs'

/** The person at the practice provider. */
const person = { name: 'Hanako Suzuki', email: 'hanako.suzuki@sakura.example' }

/**
 * A whole login: start, callback and the session, asked for once. Every answer is looked at. The
 * page after it is measured apart: one app's is a heading, another's every message of the login.
 * @returns the visitor, signed in
 */
export async function logIn(app) {
  const visitor = new Visitor(app.origin)
  const begun = await app.begin(visitor)
  if (begun.location === undefined) throw failure(app, 'does not send to the provider', begun)
  await visitor.followUntil(begun, app.origin + app.page)
  await askSession(app, visitor)
  return visitor
}

export async function askPage(app, visitor) {
  expectSignedIn(app, await visitor.get(app.page))
}

export async function askSession(app, visitor) {
  const answer = await visitor.get(app.session)
  if (answer.status === 200 && answer.body.includes(person.email)) return
  throw failure(app, 'gives no session', answer)
}

function expectSignedIn(app, answer) {
  const { status, body } = answer
  if (status === 200 && body.includes(person.name) && body.includes(person.email)) return
  throw failure(app, 'does not show the person', answer)
}

function failure({ id, server }, what, { url, status, body }) {
  return new Error(
    `${id} ${what}: ${status} at ${url}\n${body.slice(0, 800)}\n${server?.lastOutput() ?? ''}`,
  )
}
