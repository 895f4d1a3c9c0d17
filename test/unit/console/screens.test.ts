import { describe, expect, it } from 'vitest'
import { type Screen, screenAt, screenPath } from '../../../src/lib/console/screens.ts'

const screens: readonly (readonly [path: string, Screen])[] = [
  ['', { name: 'start' }],
  ['overview/', { name: 'overview' }],
  ['overview/create/', { name: 'get-started' }],
  ['branding/', { name: 'branding' }],
  ['audience/', { name: 'audience' }],
  ['clients/', { name: 'clients' }],
  ['clients/new/', { name: 'new-client' }],
  ['clients/1-a.apps.genkan.practice/', { name: 'client', clientId: '1-a.apps.genkan.practice' }],
  ['data-access/', { name: 'data-access' }],
  ['google/', { name: 'google' }],
]

describe('a screen of the practice console', () => {
  it.each(screens)(
    'is found at “%s”, with or without the slash, and leads back there',
    (path, screen) => {
      expect(screenAt(path)).toEqual(screen)
      expect(screenAt(path.replace(/\/$/, ''))).toEqual(screen)
      expect(screenPath(screen)).toBe(`/lab/console/${path}`)
    },
  )

  it.each([
    'nowhere/',
    'overview/other/',
    'constructor',
    '__proto__',
    'clients/UPPER/',
    'clients/a/b/',
    'clients/%2e%2e/',
    `clients/${'a'.repeat(121)}/`,
  ])('is not at “%s”', (path) => {
    expect(screenAt(path)).toBeUndefined()
  })
})
