import { describe, expect, it } from 'vitest'
import { splitFiles } from '../../../src/config/split-files.mjs'

const page = (language: string, ...scripts: string[]) => ({ language, scripts, styles: [] })

describe('the files of the guide’s pages', () => {
  it.each([2, 3, 10])('share what the root language alone has, in %i languages', (count) => {
    const others = Array.from({ length: count - 1 }, (_, index) => page(`x${index}`, 'all.js'))
    const { shared } = splitFiles([page('en', 'offer.js', 'all.js'), ...others], 'scripts')
    expect(shared).toEqual(['offer.js', 'all.js'])
  })

  it('share what half of the pages have, and leave the rest to each page', () => {
    const one = page('en', 'half.js', 'rare.js')
    const pages = [one, page('en', 'half.js'), page('en'), page('en')]
    const { shared, ownOf } = splitFiles(pages, 'scripts')
    expect([shared, ownOf(one)]).toEqual([['half.js'], ['rare.js']])
  })
})
