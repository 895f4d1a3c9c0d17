import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { type EndedRequest, requestLine } from '../../../src/server/http/request-line.ts'

const time = 1_800_000_000_000

/** The line that the library makes of it. */
function lineOfPino(ended: EndedRequest): string {
  let written = ''
  const sink = { write: (line: string) => void (written += line) }
  pino({ base: null, timestamp: () => `,"time":${time}` }, sink).info(ended, 'request')
  return written
}

describe('the line of a request', () => {
  const ended = { id: 'a1-9', method: 'GET', path: '/guide/', status: 200, ms: 0.3 }

  it.each([
    ended,
    { ...ended, status: 502, ms: 0, aborted: true },
    { ...ended, path: '/"\\\u0000\n\u2028\ud800</script>玄関' },
    { ...ended, method: undefined },
  ])('is the one that pino writes: %j', (request) => {
    expect(requestLine(request, time)).toBe(lineOfPino(request))
  })
})
