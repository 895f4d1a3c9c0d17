import { describe, expect, it } from 'vitest'
import { exchangeTimes } from '../../../src/lib/transcript/exchange-times.ts'
import { requestFields, responseFields } from '../../../src/lib/transcript/shown-message.ts'
import type { Exchange } from '../../../src/lib/transcript/transcript.ts'

const request = { method: 'GET', url: '/a', query: [], headers: [], body: [] }
const response = { status: 200, headers: [], location: [], body: null }

describe('the fields of a request', () => {
  it('are put together as they were sent, and explained where they are known', () => {
    const [query, headers, form, ...rest] = requestFields({
      ...request,
      query: [
        { name: 'state', value: 'a' },
        { name: 'x<y>', value: 'b' },
      ],
      headers: [{ name: 'state', value: 'c' }],
      body: [
        { name: 'grant_type', value: 'd' },
        { name: 'x', value: 'e' },
      ],
    })
    expect(rest).toEqual([])
    expect(query?.fields.map(({ joint, separator }) => joint + separator)).toEqual(['?=', '&='])
    expect(query?.fields.map((field) => field.explanation)).toEqual([
      'flow.parameter.state',
      undefined,
    ])
    expect(headers?.fields).toEqual([
      {
        ...{ joint: '', name: 'state', separator: ': ', value: 'c' },
        ...{ known: undefined, explanation: undefined },
      },
    ])
    expect(form?.fields.map(({ joint, name }) => joint + name)).toEqual(['grant_type', '&x'])
  })

  it('give away of a masked value only what is no secret', () => {
    const authorization = { name: 'authorization', value: 'Basic ••••••••', masked: true } as const
    const [headers] = requestFields({ ...request, headers: [authorization] })
    expect(headers?.fields[0]).toMatchObject({ value: '', known: 'Basic ' })
  })

  it('are none where there are none', () => {
    expect(requestFields(request)).toEqual([])
    expect(responseFields(response)).toEqual([])
  })
})

describe('the fields of an answer', () => {
  it('have where it leads to next to its query', () => {
    const headers = [
      { name: 'Location', value: '/b' },
      { name: 'content-type', value: 'text/html' },
    ]
    const groups = responseFields({ ...response, headers, location: [{ name: 'c', value: 'd' }] })
    const shown = groups.map(({ form, fields }) => [form, ...fields.map(({ name }) => name)])
    expect(shown).toEqual([
      ['headers', 'content-type'],
      ['headers', 'Location'],
      ['query', 'c'],
    ])
  })
})

describe('the times of a message', () => {
  const exchange: Exchange = {
    ...{ kind: 'token', from: 'app', to: 'provider', startedAt: 1500, duration: 12 },
    ...{ request, response },
  }

  it('count from the first one, and tell how long the answer took', () => {
    expect(exchangeTimes(exchange, 500, 'en')).toEqual({ offset: '1 sec', took: '12 ms' })
  })

  it('name no duration where nothing was sent, or none is known', () => {
    expect(exchangeTimes({ ...exchange, cached: true }, 0, 'en').took).toBeUndefined()
    expect(exchangeTimes({ ...exchange, duration: null }, 0, 'en').took).toBeUndefined()
  })
})
