import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type ConsoleLabel, consoleLabels, shownLabel } from '../../../src/lib/console/labels.ts'
import { spotCount } from '../../../src/lib/console/picture.ts'
import { pictures } from '../../../src/lib/console/pictures.ts'
import { consoleStep, olderNumbers, stepNames } from '../../../src/lib/console/steps.ts'
import { languages, localizedPath, rootLanguage } from '../../../src/lib/i18n/languages.ts'
import { messagesIn } from '../../../src/lib/i18n/messages.ts'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

describe('the labels of the console', () => {
  it.each(Object.entries<ConsoleLabel>(consoleLabels))(
    '%s has a Japanese form or a meaning, not both',
    (_, { ja, meaning }) => {
      expect([ja, meaning].filter((text) => text !== undefined)).toHaveLength(1)
    },
  )

  it('stand in the page’s language first, the other one beside', () => {
    expect(shownLabel('audience', 'en')).toEqual({
      main: { text: 'Audience', language: 'en' },
      beside: { text: '対象', language: 'ja', kind: 'label' },
    })
    expect(shownLabel('audience', 'ja')).toEqual({
      main: { text: '対象', language: 'ja' },
      beside: { text: 'Audience', language: 'en', kind: 'label' },
    })
  })

  it('never pass a translation of ours off as the console’s Japanese', () => {
    expect(shownLabel('clients', 'ja')).toEqual({
      main: { text: 'Clients', language: 'en' },
      beside: { text: 'クライアント', language: 'ja', kind: 'meaning' },
    })
    expect(shownLabel('clients', 'en')).toEqual({ main: { text: 'Clients', language: 'en' } })
  })

  it('stand once where both languages have the same', () => {
    expect(shownLabel('authPlatform', 'ja')).toEqual({
      main: { text: 'Google Auth Platform', language: 'en' },
    })
  })
})

describe('the steps', () => {
  const steps = stepNames.map(consoleStep)

  it('are sixteen, counted from 1', () => {
    expect(steps.map(({ number }) => number)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1))
  })

  it('have a place for each of the fifteen older ones, in their order', () => {
    const older = steps.flatMap(({ older }) => (older ? [older.steps] : []))
    const numbers = older.flatMap(([first, last = first]) => [first, last])
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
    expect([...new Set(numbers)]).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
  })

  it('share the number with the older ones where the page says so', () => {
    for (const number of [3, 4, 5, 12, 13, 14, 15]) {
      const older = steps[number - 1]?.older
      expect(older && olderNumbers(older)).toBe(`${number}`)
    }
  })

  it.each(languages)('stand each once and in order on the page in %s', (language) => {
    const page = read(`src/content/docs${localizedPath('/guide/google-cloud.mdx', language)}`)
    const shown = [...page.matchAll(/<ConsoleStep step="([^"]+)">/g)].map(([, name]) => name)
    expect(shown).toEqual(stepNames)
  })
})

describe('the pictures', () => {
  it.each(Object.entries(pictures))('%s marks one thing', (_, picture) => {
    expect(spotCount(picture)).toBe(1)
  })

  it('enter the redirect URI that the sample has in its settings', () => {
    const field = pictures['redirect-uri'].parts.find(
      (part) => part.kind === 'field' && part.label === 'redirectUris',
    )
    const settings = read('samples/streamlit/.streamlit/secrets.example.toml')
    expect(settings).toContain(`redirect_uri = "${field && 'value' in field && field.value}"`)
  })

  it.each(languages)('of the app say what the sample says (%s)', (language) => {
    const t = messagesIn(language)
    const file = language === rootLanguage ? 'main.py' : `main.${language}.py`
    const program = read(`samples/streamlit/${file}`)
    for (const text of [t('console.app.title'), t('console.app.logIn'), t('console.app.logOut')]) {
      expect(program).toContain(`"${text}"`)
    }
    expect(program).toContain(
      `"${t('console.app.hello').replace(/Taro Yamada|山田太郎/, '{st.user.name}')}"`,
    )
  })
})
