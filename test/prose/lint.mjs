/**
 * Reads the words of the guide, of the READMEs and of the interface, in the languages with rules:
 * `node test/prose/lint.mjs [file…]`. It prints each fault with its place and the text.
 */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { languages, languageTable, rootLanguage } from '../../src/lib/i18n/languages.ts'
import { proseOfMessages, proseOfPage } from './blocks.ts'
import { faultsIn, rulesOf } from './faults.mjs'
import { unprovenRules } from './proofs.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const everything = [
  'src/content/docs/**/*.mdx',
  'src/content/i18n/*.json',
  'README*.md',
  'docs/deploying*.md',
]

const others = languages.filter((language) => language !== rootLanguage)
const languageOf = (file) =>
  others.find((language) => {
    const { folder } = languageTable[language]
    return new RegExp(`(?:^|/)${folder}/|\\b${language}\\.(?:json|md)$`).test(file)
  }) ?? rootLanguage

async function faultsOfFile(file) {
  const source = readFileSync(`${root}/${file}`, 'utf8')
  const format = file.endsWith('.mdx') ? 'mdx' : 'markdown'
  const blocks = file.endsWith('.json') ? proseOfMessages(source) : proseOfPage(source, format)
  const faults = await faultsIn(blocks, languageOf(file))
  return faults.map(({ place, message, text }) => `${file}:${place}: ${message}\n    ${text}`)
}

const total = { passed: 0, failed: 0 }
function tell(name, faults) {
  total[faults.length === 0 ? 'passed' : 'failed'] += 1
  if (faults.length > 0) console.log([`✗ ${name}`, ...faults].join('\n  '))
}

const [, , ...named] = process.argv
const all = named.length > 0 ? named : everything.flatMap((glob) => globSync(glob, { cwd: root }))
const files = all.filter((file) => Object.hasOwn(rulesOf, languageOf(file)))
tell('the rules find the faults that they are there for', await unprovenRules())
for (const file of files.map((name) => name.replaceAll('\\', '/')).sort()) {
  tell(file, await faultsOfFile(file))
}
console.log(`Prose: ${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
