import { describe, expect, it } from 'vitest'
import english from '../../../src/content/i18n/en.json' with { type: 'json' }
import japanese from '../../../src/content/i18n/ja.json' with { type: 'json' }
import {
  askedLanguage,
  languageOfPath,
  localizedPath,
  preferredLanguage,
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
})

describe('messages', () => {
  it('exist in both languages, with the same parameters', () => {
    expect(Object.keys(japanese).sort()).toEqual(Object.keys(english).sort())
    const parameters = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort()
    for (const [key, text] of Object.entries(english)) {
      expect(parameters(japanese[key as keyof typeof japanese]), key).toEqual(parameters(text))
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
