import { setInterval as every } from 'node:timers/promises'
import { startField } from '../measure/field.mjs'
import { logIn } from '../measure/login.mjs'
import { figure, median, ratio } from '../measure/statistics.mjs'

const atATime = 50
const secondsBetweenLooks = 5
/** Memory at the end against that after the first minute; its garbage comes and goes. */
const mostGrowth = 1.15
const mebibyte = 1024 ** 2

export const name = 'soak'
export const title = 'Ten minutes of logins'

/** Whole logins and log-outs, fifty at a time, by people who all come for the first time. */
export async function run({ options, say }) {
  const field = await startField(name, { ...options, only: ['genkan'], prof: false })
  const [app] = field.apps
  const until = Date.now() + options.minutes * 60_000
  const [durations, failures] = [[], []]
  const looking = new AbortController()
  const memory = watchMemory(app.server, looking.signal, say, durations)
  const visitor = async () => {
    while (Date.now() < until) {
      const startedAt = performance.now()
      try {
        const person = await logIn(app)
        await logOut(person)
        durations.push(performance.now() - startedAt)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  try {
    await Promise.all(Array.from({ length: atATime }, visitor))
  } finally {
    looking.abort()
    await field.stop()
  }
  return report(durations, failures, await memory, options.minutes)
}

async function logOut(person) {
  const answer = await person.post('/auth/logout', 'return_to=%2Fguide%2F')
  if (answer.status !== 303) throw new Error(`The log-out answered ${answer.status}`)
}

/** Resident bytes every few seconds, with the second at which they were read. */
async function watchMemory(server, signal, say, durations) {
  const looks = []
  const ticks = every(secondsBetweenLooks * 1000, Date.now(), { signal })
  try {
    for await (const begun of ticks) {
      looks.push({ second: (Date.now() - begun) / 1000, bytes: server.residentBytes() })
      if (looks.length % 12 === 0) {
        say(`  ${durations.length} logins, ${(looks.at(-1).bytes / mebibyte).toFixed(0)} MiB`)
      }
    }
  } catch (error) {
    if (error.name !== 'AbortError') throw error
  }
  return looks
}

function report(durations, failures, looks, minutes) {
  const sorted = durations.toSorted((a, b) => a - b)
  const percentile = (part) => sorted[Math.floor((sorted.length - 1) * part)]
  const during = (from, to) =>
    median(looks.filter(({ second }) => second >= from && second < to).map(({ bytes }) => bytes))
  const early = during(60, 120)
  const late = during(minutes * 60 - 60, Infinity)
  const growth = late / early
  const milliseconds = (value) => `${figure(value)} ms`
  const megabytes = (bytes) => `${figure(bytes / mebibyte)} MiB`
  const rows = [
    ['Logins', figure(durations.length)],
    ['Failed', String(failures.length)],
    ['A login and a log-out took: p50', milliseconds(percentile(0.5))],
    ['p99', milliseconds(percentile(0.99))],
    ['Longest', milliseconds(percentile(1))],
    ['Memory in the second minute', megabytes(early)],
    ['in the last minute', megabytes(late)],
    ['most at any time', megabytes(Math.max(...looks.map(({ bytes }) => bytes)))],
  ]
  return {
    tables: [{ head: ['', `${minutes} minutes, ${atATime} at a time`], rows }],
    notes: [
      'The app, the provider and the visitors share the machine and keep it busy all the time: these times are those of a queue.',
      ...failures.slice(0, 3).map(({ message }) => `Failed: ${message.split('\n', 1)[0]}`),
    ],
    data: { failed: failures.length, growth },
  }
}

export function aims({ soak }) {
  return [
    { aim: 'Soak: no login fails', found: `${soak.failed} failed`, reached: soak.failed === 0 },
    {
      aim: `Soak: memory flat after the first minute (at most ${mostGrowth} times)`,
      found: `${ratio(soak.growth)} times`,
      reached: soak.growth <= mostGrowth,
    },
  ]
}
