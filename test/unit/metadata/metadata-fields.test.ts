import { describe, expect, it } from 'vitest'
import { facts } from '../../../src/lib/facts.ts'
import { languages } from '../../../src/lib/i18n/languages.ts'
import { isMessageKey } from '../../../src/lib/i18n/message-keys.ts'
import { messagesIn } from '../../../src/lib/i18n/messages.ts'
import { explainedFields, readByStreamlit } from '../../../src/lib/metadata/metadata-fields.ts'
import google from '../../../src/lib/metadata/google-metadata.json' with { type: 'json' }
import { readProviderMetadata } from '../../../src/lib/oidc/provider-metadata.ts'

const names = Object.values(explainedFields).flat()

describe('the fields of a discovery document', () => {
  it.each(names)('%s is explained in one or two sentences of both languages', (name) => {
    const key = `metadata.field.${name}`
    if (!isMessageKey(key)) throw new Error(`no message ${key}`)
    for (const language of languages) expect(messagesIn(language)(key)).toMatch(/[.。]$/)
  })

  it('are each in one group', () => {
    expect(new Set(names).size).toBe(names.length)
  })

  it('include every one of Google’s', () => {
    expect(names).toEqual(expect.arrayContaining(Object.keys(google.document)))
  })

  it('include what Streamlit reads', () => {
    expect(names).toEqual(expect.arrayContaining([...readByStreamlit]))
  })
})

describe('the copy of Google’s document', () => {
  it('is of the month that the fact gives', () => {
    expect(google.asOf.slice(0, 7)).toBe(facts.googleDiscovery.asOf)
  })

  it('is one that a login could go by, and has no logout endpoint', () => {
    const metadata = readProviderMetadata(google.document, 'https://accounts.google.com')
    expect(metadata).toMatchObject({ endSessionEndpoint: null, sendsResponseIssuer: true })
  })
})
