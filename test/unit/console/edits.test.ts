import { describe, expect, it } from 'vitest'
import { isRefused } from '../../../src/lib/console/form-findings.ts'
import { type Project, emptyProject, openPart } from '../../../src/lib/console/project.ts'
import {
  hashOf,
  matchesAny,
  newClientSecret,
} from '../../../src/practice/console/client-secrets.ts'
import {
  type Making,
  addSecret,
  createClient,
  deleteSecret,
  editClient,
  removeClient,
  setDeleted,
  setSecretEnabled,
} from '../../../src/practice/console/edit-clients.ts'
import {
  addTestUsers,
  fillIn,
  reopen,
  setScopes,
} from '../../../src/practice/console/edit-consent-screen.ts'

const uri = 'http://localhost:8501/oauth2callback'
const typed = { type: 'web', name: 'Web', javascriptOrigins: [], redirectUris: [uri] }
const nothing = {
  ...{ appName: '', supportEmail: '', audience: '', contactEmails: [], agreed: false },
}

/** Counts up, so that no two values it makes are the same. */
function counting(): Making {
  let next = 0
  return {
    randomBytes: (length) => Uint8Array.from({ length }, () => (next += 1) % 256),
    now: () => 1_700_000_000_000,
  }
}

function done(edited: ReturnType<typeof fillIn>): Project {
  if (isRefused(edited)) throw new Error(JSON.stringify(edited.findings))
  return edited
}

function started(): Project {
  let project = emptyProject('a project', true)
  project = done(
    fillIn(project, 'app', { ...nothing, appName: 'App', supportEmail: 'me@mail.example' }),
  )
  project = done(fillIn(project, 'audience', { ...nothing, audience: 'external' }))
  project = done(fillIn(project, 'contact', { ...nothing, contactEmails: ['me@mail.example'] }))
  return done(fillIn(project, 'finish', { ...nothing, agreed: true }))
}

function withClient() {
  const making = counting()
  const made = createClient(started(), typed, making)
  if ('findings' in made) throw new Error(JSON.stringify(made.findings))
  return { ...made, making }
}

describe('Get started', () => {
  it('takes its parts in order and makes an app in testing', () => {
    const { consentScreen, draft } = started()
    expect(draft).toEqual({})
    expect(consentScreen).toMatchObject({
      ...{ appName: 'App', audience: 'external', publishingStatus: 'testing', testUsers: [] },
      scopes: ['openid', 'email', 'profile'],
    })
  })

  it.each([
    ['app', nothing, ['appName', 'supportEmail']],
    ['app', { ...nothing, appName: 'App', supportEmail: 'me@mail' }, ['supportEmail']],
    ['app', { ...nothing, appName: 'x'.repeat(101), supportEmail: 'a@b.example' }, ['appName']],
    ['audience', { ...nothing, audience: 'everybody' }, ['audience']],
    ['contact', nothing, ['contactEmails']],
    ['contact', { ...nothing, contactEmails: ['a@b.example', 'nobody'] }, ['contactEmails']],
    ['finish', nothing, ['agreed']],
  ] as const)('names what is wrong in %s', (part, form, fields) => {
    const edited = fillIn(emptyProject('a project', true), part, form)
    expect(isRefused(edited) && edited.findings.map(({ field }) => field)).toEqual(fields)
  })

  it('opens a part again, with what was typed', () => {
    let project = emptyProject('a project', true)
    expect(openPart(project)).toBe('app')
    const app = { ...nothing, appName: 'App', supportEmail: 'me@mail.example' }
    project = done(fillIn(project, 'app', app))
    project = done(fillIn(project, 'audience', { ...nothing, audience: 'internal' }))
    expect(openPart(project)).toBe('contact')
    const again = reopen(project, 'app')
    expect(openPart(again)).toBe('app')
    expect(again.draft.appName).toBe('App')
    const changed = done(fillIn(again, 'app', { ...app, appName: 'Another' }))
    expect([changed.draft.appName, openPart(changed)]).toEqual(['Another', 'contact'])
  })
})

describe('test users and scopes', () => {
  it('are listed once, in small letters', () => {
    const once = done(addTestUsers(started(), ['Taro@Mail.example']))
    const twice = done(addTestUsers(once, ['taro@mail.example', 'me@mail.example']))
    expect(twice.consentScreen?.testUsers).toEqual(['taro@mail.example', 'me@mail.example'])
  })

  it('that are unknown are left out', () => {
    const { consentScreen } = done(setScopes(started(), ['openid', 'moon', 'calendar.readonly']))
    expect(consentScreen?.scopes).toEqual(['openid', 'calendar.readonly'])
  })
})

describe('a client', () => {
  it('has an ID and a secret in the shape of Google’s; of the secret a hash is kept', () => {
    const { project, clientId, secret } = withClient()
    expect(clientId).toMatch(/^\d{12}-[a-z\d]{32}\.apps\.genkan\.practice$/)
    expect(secret).toMatch(/^GKNSPX-[\w-]{28}$/)
    expect(JSON.stringify(project)).not.toContain(secret)
    const [kept] = project.clients[0]?.secrets ?? []
    expect(kept?.lastFour).toBe(secret.slice(-4))
    expect(matchesAny(secret, [kept?.hash ?? ''])).toBe(true)
    expect(matchesAny(`${secret} `, [kept?.hash ?? ''])).toBe(false)
    expect(matchesAny(secret, [])).toBe(false)
  })

  it('is not made before the consent screen, nor beyond the limit', () => {
    const early = createClient(emptyProject('a project', true), typed, counting())
    expect('findings' in early && early.findings[0]?.code).toBe('not_started')
    let { project } = withClient()
    const making = counting()
    for (let count = 1; count < 10; count += 1) {
      const made = createClient(project, typed, making)
      if ('project' in made) project = made.project
    }
    const eleventh = createClient(project, typed, making)
    expect('findings' in eleventh && eleventh.findings[0]?.code).toBe('too_many_clients')
  })

  it('has two secrets at most, and loses one only after it was disabled', () => {
    const { project, clientId, making } = withClient()
    const second = addSecret(project, clientId, making)
    if ('findings' in second) throw new Error('no second secret')
    const third = addSecret(second.project, clientId, making)
    expect('findings' in third && third.findings[0]?.code).toBe('too_many_secrets')
    const [first] = second.project.clients[0]?.secrets ?? []
    const id = first?.id ?? ''
    const early = deleteSecret(second.project, clientId, id)
    expect(isRefused(early) && early.findings[0]?.code).toBe('secret_still_enabled')
    const disabled = done(setSecretEnabled(second.project, clientId, id, false))
    const after = done(deleteSecret(disabled, clientId, id))
    expect(after.clients[0]?.secrets.map(({ lastFour }) => lastFour)).toEqual([
      second.secret.slice(-4),
    ])
  })

  it('can be deleted and restored, and removed only once deleted', () => {
    const { project, clientId } = withClient()
    expect(done(removeClient(project, clientId)).clients).toHaveLength(1)
    const deleted = done(setDeleted(project, clientId, 5))
    expect(done(setDeleted(deleted, clientId, null)).clients[0]?.deletedAt).toBeNull()
    expect(done(removeClient(deleted, clientId)).clients).toHaveLength(0)
  })

  it('of another project cannot be edited', () => {
    const edited = editClient(started(), 'someone-else', typed)
    expect(isRefused(edited) && edited.findings[0]?.code).toBe('no_such_client')
  })

  it('names each rule that an address breaks, and keeps each address once', () => {
    const { project, clientId } = withClient()
    const wrong = { ...typed, redirectUris: ['http://localhost8501/oauth2callback', uri] }
    const edited = editClient(project, clientId, wrong)
    expect(isRefused(edited) && edited.findings).toEqual([
      { field: 'redirectUris', code: 'missing_colon', value: wrong.redirectUris[0] },
    ])
    const twice = done(editClient(project, clientId, { ...typed, redirectUris: [uri, uri] }))
    expect(twice.clients[0]?.redirectUris).toEqual([uri])
  })
})

it('hashes are SHA-256 in Base64url', () => {
  expect(hashOf('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
  const { secret } = newClientSecret(new Uint8Array(21), 'id', 0)
  expect(secret).toBe(`GKNSPX-${'A'.repeat(28)}`)
})
