import { describe, expect, it } from 'vitest'
import {
  askedLanguage,
  catalogues,
  languageOfFolder,
  languageOfPath,
  languageOfRequest,
  languageTable,
  languages,
  localizedPath,
  pathWithoutLanguage,
  preferredLanguage,
  rootLanguage,
} from '../../../src/lib/i18n/languages.ts'
import { messagesIn } from '../../../src/lib/i18n/messages.ts'

describe('languages', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ja', 'ja'],
    ['ja-JP,ja;q=0.9,en;q=0.8', 'ja'],
    ['en-US,en;q=0.9,ja;q=0.8', 'en'],
    ['fr, ja;q=0.5, en;q=0.4', 'ja'],
    ['ja;q=0', 'en'],
    ['*', 'en'],
    [';;;q=,,', 'en'],
  ])('prefers for %j: %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language)
  })

  it('goes from path to language and back', () => {
    expect(['/', '/ja', '/ja/demo/', '/java/'].map(languageOfPath)).toEqual([
      'en',
      'ja',
      'ja',
      'en',
    ])
    expect([localizedPath('/demo/', 'en'), localizedPath('/', 'ja')]).toEqual(['/demo/', '/ja/'])
  })

  it.each(languages)('%s has a folder of its own, and finds the way back', (language) => {
    const { folder } = languageTable[language]
    expect(languageOfFolder(folder)).toBe(language)
    expect(folder === '').toBe(language === rootLanguage)
    for (const path of ['/', '/demo/', '/guide/streamlit/']) {
      const localized = localizedPath(path, language)
      expect([languageOfPath(localized), pathWithoutLanguage(localized)]).toEqual([language, path])
    }
  })

  it('has no language in another folder', () => {
    expect(['en', 'JA', 'x', 'ja/ja', '__proto__'].map(languageOfFolder)).toEqual(
      Array(5).fill(undefined),
    )
  })

  it.each([
    ['/ja/nowhere/', 'en', 'ja'],
    ['/nowhere/', 'ja', 'ja'],
    ['/nowhere/', null, 'en'],
  ])('of a page in place of %s for a browser that prefers %j is %s', (path, header, language) => {
    expect(languageOfRequest(path, header)).toBe(language)
  })
})

describe('messages', () => {
  it.each(languages)('exist in %s, with the same parameters', (language) => {
    const [root, own] = [catalogues[rootLanguage], catalogues[language]]
    expect(Object.keys(own).sort()).toEqual(Object.keys(root).sort())
    const parameters = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort()
    for (const [key, text] of Object.entries(root)) {
      expect(parameters(own[key as keyof typeof own]), key).toEqual(parameters(text))
    }
  })

  it('are filled in, and show what was forgotten', () => {
    const t = messagesIn('en')
    expect(t('practice.answerGoesTo', { host: 'a.example' })).toBe('The answer goes to a.example.')
    expect(t('practice.answerGoesTo')).toContain('{{host}}')
  })
})

describe('the language of a screen', () => {
  it.each([
    ['ja', 'en-US', 'ja'],
    ['fr ja-JP en', 'en-US', 'ja'],
    ['fr', 'ja', 'ja'],
    ['', 'ja,en;q=0.5', 'ja'],
    ['', null, 'en'],
  ])('for ui_locales %j and Accept-Language %j is %s', (uiLocales, header, language) => {
    expect(askedLanguage(uiLocales, header)).toBe(language)
  })
})
