import { describe, expect, it } from 'vitest'
import { type Language, languages, rootLanguage } from '../../../src/lib/i18n/languages.ts'
import { type SourcePage, guidePages } from '../../guide/source/guide-pages.ts'
import { foreignImports, outlineOf } from '../../guide/source/outline.ts'
import { differences, frontmatterFaults, lonelyPages } from '../../guide/source/parity.ts'

const outlines = guidePages().map(outlineOf)
const roots = outlines.filter(({ language }) => language === rootLanguage)
const others = languages.filter((language) => language !== rootLanguage)

describe('the languages of the guide', () => {
  it('have the same pages', () => {
    expect(roots.length).toBeGreaterThan(10)
    expect(lonelyPages(outlines)).toEqual([])
  })

  it.each(outlines.map((page) => [page.path, page] as const))('%s says what it is', (_, page) => {
    expect(frontmatterFaults(page)).toEqual([])
  })

  it.each(guidePages().map((page) => [page.path, page] as const))(
    '%s imports what is in its own language',
    (_, page) => {
      expect(foreignImports(page)).toEqual([])
    },
  )

  const pairs = roots.flatMap((root) => others.map((other) => ({ slug: root.slug, other, root })))
  it.each(pairs)('$slug says the same in $other', ({ slug, other, root }) => {
    const twin = outlines.find((page) => page.language === other && page.slug === slug)
    expect(twin && differences(root, twin, outlines)).toEqual([])
  })
})

const head = `---
title: A page
description: A description that is long enough to be taken for one in either language.
lastUpdated: 2026-11-22
---

import { Aside, Code } from '@astrojs/starlight/components'
`
const written = (language: Language, body: string, top = head): SourcePage => {
  const path = `src/content/docs/${language === 'ja' ? 'ja/' : ''}guide/a.mdx`
  return { language, slug: 'guide/a', path, source: `${top}\n${body}\n` }
}

function differing(en: string, ja: string, jaHead?: string): string[] {
  const pages = [outlineOf(written('en', en)), outlineOf(written('ja', ja, jaHead))] as const
  return differences(...pages, pages)
}

describe('the comparison', () => {
  it('takes translated words, anchors, alternative files and titles for the same', () => {
    const en = `import main from '~samples/streamlit/main.py?raw'

## One

Read [two](#two) on {facts.streamlit.value} and [Google](https://developers.google.com/x).

<Code code={main} lang="python" title="main.py" />

<Aside type="caution">Take care.</Aside>

\`\`\`text
Hello
\`\`\`

## Two`
    const ja = `import main from '../../../../../samples/streamlit/main.ja.py?raw'

## 一つ目

[Google](https://developers.google.com/x?hl=ja)の{facts.streamlit.value}と[二つ目](#二つ目)。

<Code code={main} lang="python" title="main.py" />

<Aside type="caution" title="注意">注意。</Aside>

\`\`\`text
こんにちは
\`\`\`

## 二つ目`
    expect(differing(en, ja)).toEqual([])
  })

  it.each([
    ['a heading too few', '## One\n\n## Two', '## 一', 'heading 2: en has ## Two (line 11)'],
    ['a heading of another level', '## One', '### 一', 'heading 1: en has ## One'],
    [
      'another command',
      '```sh\nls\n```',
      '```sh\nls -l\n```',
      'code: en has sh ls, ja has sh ls -l',
    ],
    ['a fence too many', '', '```json\n{}\n```', 'code: en has nothing more, ja has json {}'],
    ['another prop', '<Aside type="tip" />', '<Aside type="note" />', '<Aside type=tip>, ja has'],
    ['a component too few', 'Now <Aside />', '今', 'inline: en has <Aside>, ja has nothing more'],
    ['another value', '{facts.a.value}', '{facts.b.value}', 'en has {facts.a.value}'],
    ['another link', '[a](/demo/)', '[あ](/ja/guide/)', 'link: en has /demo/, ja has /guide/'],
    ['a link to the other language', '[a](/demo/)', '[あ](/demo/x/)', 'link: en has /demo/'],
    [
      'another section',
      '[a](#b)\n\n## B',
      '[あ](#c)\n\n## B',
      'link: en has #heading 1, ja has #c',
    ],
    ['a table of another size', '| a |\n|---|\n| b |', '| あ |\n|---|', 'en has 2 rows, 1 columns'],
    ['a step too few', '1. a\n2. b', '1. あ', 'steps: en has 2 steps, ja has 1 steps'],
  ])('finds %s', (_, en, ja, message) => {
    expect(differing(en, ja)).toEqual([expect.stringContaining(message)])
  })

  it('finds another import', () => {
    const ja = head.replace('Aside, Code', 'Aside, Steps')
    expect(differing('', '', ja)).toEqual([
      expect.stringContaining('imports: en has @astrojs/starlight/components#Code'),
    ])
  })

  it.each([
    ['en', '~/content/i18n/ja.json', 'src/content/i18n/ja.json, not src/content/i18n/en.json'],
    ['ja', '~/content/i18n/en.json', 'src/content/i18n/en.json, not src/content/i18n/ja.json'],
    ['en', '~samples/streamlit/main.ja.py?raw', 'main.ja.py, not samples/streamlit/main.py'],
    ['ja', '~samples/streamlit/main.py?raw', 'main.py, not samples/streamlit/main.ja.py'],
  ] as const)('finds on a page in %s the import %s', (language, specifier, message) => {
    const page = written(language, '', `${head}import text from '${specifier}'\n`)
    expect(foreignImports(page)).toEqual([expect.stringContaining(message)])
  })

  it('lets a page import a file that has no version in its language', () => {
    const page = written('ja', '', `${head}import text from '~samples/fastapi/main.py?raw'\n`)
    expect(foreignImports(page)).toEqual([])
  })

  it('finds another date', () => {
    const ja = head.replace('-22', '-21')
    expect(differing('', '', ja)).toEqual([
      'guide/a: lastUpdated: en has 2026-11-22, ja has 2026-11-21',
    ])
  })

  it('finds a page that stands alone', () => {
    const lonely = outlineOf(written('ja', ''))
    expect(lonelyPages([lonely])).toEqual(
      languages
        .filter((language) => language !== 'ja')
        .map((language) => `${lonely.path}: has no twin in ${language}`),
    )
  })

  it('finds a description too short and a title left out', () => {
    const top = '---\ndescription: Short.\nlastUpdated: 2026-11-22\n---\n'
    expect(frontmatterFaults(outlineOf(written('en', '', top)))).toEqual([
      'src/content/docs/guide/a.mdx: the frontmatter has no title on one line',
      'src/content/docs/guide/a.mdx: the description has 6 characters; 50 to 170 are wanted',
    ])
  })
})
