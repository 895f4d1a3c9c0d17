import { describe, expect, it } from 'vitest'
import { type Project, emptyProject } from '../../../src/lib/console/project.ts'
import { createClient } from '../../../src/practice/console/edit-clients.ts'
import { addTestUsers, fillIn } from '../../../src/practice/console/edit-consent-screen.ts'

const project = emptyProject('a project', true)
const started: Project = {
  ...project,
  consentScreen: {
    ...{ appName: 'App', supportEmail: 'me@mail.example', audience: 'external', scopes: [] },
    ...{ contactEmails: ['me@mail.example'], publishingStatus: 'testing', testUsers: [] },
  },
}
const client = { type: 'web', name: 'Web', javascriptOrigins: [], redirectUris: [] }
const making = { randomBytes: (length: number) => new Uint8Array(length), now: () => 0 }
const nothing = { appName: '', supportEmail: '', audience: '', agreed: false }

// As many as a form of 16 kB holds: the page would have a sentence or more for each.
const many = Array.from({ length: 4000 }, (_, index) => `${index}`)
const often = many.map(() => 'x')

describe('a list with more values than it may hold has one finding', () => {
  it.each(['redirectUris', 'javascriptOrigins'] as const)('%s', (field) => {
    const findings = [{ field, code: 'too_many', value: '20' }]
    expect(createClient(started, { ...client, [field]: many }, making)).toEqual({ findings })
  })

  it('testUsers', () => {
    const findings = [{ field: 'testUsers', code: 'too_many', value: '100' }]
    expect(addTestUsers(started, many)).toEqual({ findings })
  })

  it('contactEmails', () => {
    const findings = [{ field: 'contactEmails', code: 'too_many', value: '5' }]
    expect(fillIn(project, 'contact', { ...nothing, contactEmails: many })).toEqual({ findings })
  })
})

describe('a value that stands often in a list is judged once', () => {
  it.each(['redirectUris', 'javascriptOrigins'] as const)('%s', (field) => {
    const once = createClient(started, { ...client, [field]: ['x'] }, making)
    expect(createClient(started, { ...client, [field]: often }, making)).toEqual(once)
    expect(once).toHaveProperty('findings')
  })

  it('testUsers', () => {
    const findings = [{ field: 'testUsers', code: 'not_an_email', value: 'x' }]
    expect(addTestUsers(started, often)).toEqual({ findings })
  })
})
