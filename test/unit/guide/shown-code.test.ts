import { describe, expect, it } from 'vitest'
import { type SourcePage, guidePages } from '../../guide/source/guide-pages.ts'
import { codeFaults, parseError, shownCommandsOf } from '../../guide/source/shown-code.ts'

const pages = guidePages()

describe('the code of a page', () => {
  it.each(pages.map((page) => [page.path, page] as const))('%s', (_, page) => {
    expect(codeFaults(page)).toEqual([])
  })
})

const path = 'src/content/docs/guide/a.mdx'
const written = (source: string): SourcePage => ({ language: 'en', slug: 'guide/a', path, source })

describe('the look at the code', () => {
  it.each([
    ['```python\nprint()\n```', 'python is pasted: import it from a file that runs'],
    ['```toml\na = 1\nb = 2\n```', 'toml is pasted'],
    ['```toml\na = b\n```', 'toml that does not parse'],
    ['```ts\nconst a = 1\n```', 'ts is pasted'],
    ['```\nx\n```', 'a fence without a language'],
    ['```json\n{ "a": }\n```', 'json that does not parse'],
    ['<Code lang="toml" code={`a = 1`} />', '<Code lang="toml"> holds pasted code'],
    ['<Code lang="toml" code="a = 1" />', '<Code lang="toml"> holds pasted code'],
    ["import a from '~samples/none.py?raw'", 'samples/none.py does not exist'],
    ["import a from '../../../../README.md?raw'", 'README.md is in neither samples/ nor src/'],
  ])('finds the fault in %s', (source, message) => {
    expect(codeFaults(written(source))).toEqual([expect.stringContaining(message)])
  })

  it.each([
    '```python wrong\nst.stop(\n```',
    '```json message\n{ "sub": "1", … }\n```',
    '```json\n{ "sub": "1" }\n```',
    '```toml\na = 1\n```',
    '```http\nGET / HTTP/1.1\n```',
    '<Code lang="toml" code={secrets} />',
    "import a from '~samples/streamlit/main.py?raw'",
  ])('lets pass %s', (source) => {
    expect(codeFaults(written(source))).toEqual([])
  })

  it('knows what parses', () => {
    expect(parseError('toml', 'a = "1"')).toBeUndefined()
    expect(parseError('toml', 'a = b')).toBeDefined()
    expect(parseError('ts', 'const a: string = await b()')).toBeUndefined()
    expect(parseError('ts', 'const a: = 1')).toBeDefined()
  })

  it('finds the commands and their places', () => {
    expect(shownCommandsOf(written('a\n\n```sh\nls -l\n\n```\n\n```text\nx\n```'))).toEqual([
      { place: `${path}:3`, language: 'sh', text: 'ls -l' },
    ])
  })
})
