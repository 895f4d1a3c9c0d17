import { describe, expect, it } from 'vitest'
import { isMessageKey } from '../../../src/lib/i18n/message-keys.ts'
import { messagesIn } from '../../../src/lib/i18n/messages.ts'
import { messageParts } from '../../../src/lib/i18n/message-parts.ts'

describe('messageParts', () => {
  it('takes a message apart at its parameters', () => {
    expect(messageParts('expected {{value}}, now')).toEqual([
      { text: 'expected ' },
      { parameter: 'value' },
      { text: ', now' },
    ])
  })

  it('keeps braces that are no parameter', () => {
    expect(messageParts('{a} {{b c}}')).toEqual([{ text: '{a} {{b c}}' }])
  })
})

describe('messagesIn', () => {
  const [en, ja] = [messagesIn('en'), messagesIn('ja')]

  it('fills in parameters, to the letter', () => {
    expect(en('checks.expected', { value: '$& {{value}}' })).toContain('$& {{value}}')
    expect(ja('checks.expected', { value: '玄関' })).toContain('玄関')
  })

  it('leaves a parameter that is not given visible', () => {
    expect(en('checks.expected')).toContain('{{value}}')
    expect(en('checks.expected', { toString: 'x' })).toContain('{{value}}')
  })
})

describe('isMessageKey', () => {
  it('knows the catalogue and nothing that every object has', () => {
    expect(isMessageKey('claim.sub')).toBe(true)
    expect(isMessageKey('claim.nobody')).toBe(false)
    expect(isMessageKey('constructor')).toBe(false)
  })
})
