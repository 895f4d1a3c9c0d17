import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { languages, localizedPath } from '../../../src/lib/i18n/languages.ts'
import {
  type Reproduction,
  authorizationPath,
  hasEntry,
  reproductions,
} from '../../../src/lib/troubleshooting/reproductions.ts'
import { errorDemoClients } from '../../../src/practice/console/error-demo-clients.ts'
import { personas } from '../../../src/practice/personas.ts'

const site = 'https://genkan.example'
const all = Object.entries<Reproduction>(reproductions)
const query = ({ path }: Reproduction) => new URL(path(site), site).searchParams

describe('reproductions', () => {
  it.each(all)('%s is a path of this site', (_, { path }) => {
    const url = new URL(path(site), site)
    expect(url.origin).toBe(site)
    expect(url.pathname + url.search).toBe(path(site))
  })

  it.each(all)('%s has its entry on the page, in every language', (_, { entry }) => {
    for (const language of languages) {
      const file = `../../../src/content/docs${localizedPath('/guide/troubleshooting.mdx', language)}`
      const page = readFileSync(new URL(file, import.meta.url), 'utf8')
      expect(page).toContain(`### \`${entry}\`\n`)
    }
    expect(hasEntry(entry)).toBe(true)
  })

  it('knows no entry for what no link shows', () => {
    for (const code of ['session_not_found', 'server_error', '']) expect(hasEntry(code)).toBe(false)
  })

  it('changes one thing in the request of the practice client', () => {
    const names = ['response_type', 'client_id', 'redirect_uri', 'scope']
    expect([...new URL(authorizationPath(), site).searchParams.keys()]).toEqual(names)
    expect([...query(reproductions.invalid_request).keys()]).toEqual(
      names.filter((name) => name !== 'client_id'),
    )
  })

  it('asks the clients that are there for it to answer at this site', () => {
    const asked = all.map(([, reproduction]) => query(reproduction))
    const exhibited = asked.filter((sent) =>
      errorDemoClients.some(({ clientId }) => clientId === sent.get('client_id')),
    )
    expect(new Set(exhibited.map((sent) => sent.get('client_id'))).size).toBe(
      errorDemoClients.length,
    )
    for (const sent of exhibited) {
      expect(sent.get('redirect_uri')).toBe(`${site}/auth/callback/practice`)
    }
  })

  it('names people whom there are', () => {
    const chosen = all.flatMap(([, { choose }]) => choose ?? [])
    expect(chosen).toHaveLength(3)
    for (const name of chosen) expect(personas.map((persona) => persona.name)).toContain(name)
  })
})
