import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inks } from '../../../src/config/expressive-code.mjs'

const tokens = readFileSync(new URL('../../../src/styles/tokens.css', import.meta.url), 'utf8')
const slips = coloursIn(/--g-slip: (.*);/.exec(tokens)?.[1] ?? '')

it.each(Object.entries(inks))('%s reads on its slip, light and dark', (_, ink) => {
  const contrasts = coloursIn(ink).map((colour, theme) => contrast(colour, slips[theme] ?? ''))
  expect(contrasts).toHaveLength(2)
  expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5)
})

function coloursIn(value: string): string[] {
  return value.match(/#[0-9a-f]{6}/g) ?? []
}

/** Contrast ratio (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const channel = parseInt(colour.slice(place, place + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
