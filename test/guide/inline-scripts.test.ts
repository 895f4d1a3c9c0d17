import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inlineScriptHashes } from '../../src/server/http/inline-script-hashes.ts'
import { scriptSources } from '../support/security-policy.ts'
import { builtPaths } from './built/built-pages.ts'

const builtPage = (path: string) =>
  readFileSync(new URL(`../../dist/client${path}index.html`, import.meta.url), 'utf8')

it('the CSP hashes are those of the inline scripts on the built pages', () => {
  const found = builtPaths().flatMap((path) => scriptSources(builtPage(path)))
  expect([...new Set(found)].sort()).toEqual([...inlineScriptHashes].sort())
})
