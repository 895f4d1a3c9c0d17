import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { languages } from '../../../src/lib/i18n/languages.ts'
import { placeholdersIn } from '../../../src/lib/snippets/placeholders.ts'
import { appTable, apps, exampleRedirectUri, stackTable, stacks } from '../../../src/lib/stacks.ts'
import { guidePages } from '../../guide/source/guide-pages.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')

describe('the apps of the table', () => {
  it('answer at an address each: code shows whose it is', () => {
    const uris = apps.map(exampleRedirectUri)
    expect(new Set(uris).size).toBe(uris.length)
  })

  it.each(apps)('%s has an example of its settings, with placeholders for what differs', (app) => {
    const found = placeholdersIn(read(appTable[app].settings.example)).map(({ setting }) => setting)
    const addresses = found.filter((setting) => /(?:Origin|RedirectUri)$/.test(setting))
    expect(addresses).not.toEqual([])
    expect(addresses.filter((setting) => !setting.startsWith(app))).toEqual([])
    expect(found.some((setting) => /^(?:googleC|c)lientId$/.test(setting))).toBe(true)
  })
})

describe.each(stacks)('the stack %s', (stack) => {
  const { callback, settings, tested } = stackTable[stack]
  const folder = `samples/${stack}`

  it('has its sample, with a README', () => {
    expect(existsSync(`${root}${folder}/README.md`)).toBe(true)
    expect(settings.example).toMatch(new RegExp(`^${folder}/`))
    if (callback.setBy === 'code')
      expect(read(`${folder}/${callback.file}`)).toContain(callback.path)
  })

  it('names a package that its sample installs', () => {
    const manifests = globSync(`${folder}/*.{toml,json,mod,xml,txt,gradle}`, { cwd: root }).map(
      read,
    )
    expect(manifests.join('\n').toLowerCase()).toContain(tested.package)
    expect(tested.version).toMatch(/^\d+\.\d+/)
  })

  it('has a test that starts it', () => {
    expect(read(`test/samples/${stack}.test.ts`)).toContain(`sample: '${stack}'`)
  })

  it.each(languages)('is told of on a page in %s', (language) => {
    const pages = guidePages().filter((page) => page.language === language)
    const telling = pages.filter(({ source }) => source.includes(folder))
    expect(telling.map(({ slug }) => slug)).not.toEqual([])
  })
})
