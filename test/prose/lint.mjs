/**
 * Reads the words of the guide, of the READMEs and of the interface, in both languages:
 * `node test/prose/lint.mjs [file…]`. It prints each fault with its place and the text.
 */
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { proseOfMessages, proseOfPage } from './blocks.ts'
import { faultsIn } from './faults.mjs'
import { unprovenRules } from './proofs.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const everything = [
  'src/content/docs/**/*.mdx',
  'src/content/i18n/*.json',
  'README*.md',
  'docs/deploying*.md',
]

const isJapanese = (file) => /(?:^|\/)ja\/|\bja\.(?:json|md)$/.test(file)

async function faultsOfFile(file) {
  const source = readFileSync(`${root}/${file}`, 'utf8')
  const format = file.endsWith('.mdx') ? 'mdx' : 'markdown'
  const blocks = file.endsWith('.json') ? proseOfMessages(source) : proseOfPage(source, format)
  const faults = await faultsIn(blocks, isJapanese(file) ? 'ja' : 'en')
  return faults.map(({ place, message, text }) => `${file}:${place}: ${message}\n    ${text}`)
}

const total = { passed: 0, failed: 0 }
function tell(name, faults) {
  total[faults.length === 0 ? 'passed' : 'failed'] += 1
  if (faults.length > 0) console.log([`✗ ${name}`, ...faults].join('\n  '))
}

const [, , ...named] = process.argv
const files = named.length > 0 ? named : everything.flatMap((glob) => globSync(glob, { cwd: root }))
tell('the rules find the faults that they are there for', await unprovenRules())
for (const file of files.map((name) => name.replaceAll('\\', '/')).sort()) {
  tell(file, await faultsOfFile(file))
}
console.log(`Prose: ${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
