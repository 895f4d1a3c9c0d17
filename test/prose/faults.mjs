import { TextlintKernel } from '@textlint/kernel'
import markdown from '@textlint/textlint-plugin-markdown'
import misspellings from 'textlint-rule-common-misspellings'
import { japaneseRules } from './japanese-rules.mjs'
import { wordFaults } from './words.ts'

const kernel = new TextlintKernel()
const plugins = [{ pluginId: 'markdown', plugin: markdown.default ?? markdown }]

const misspelling = { ruleId: 'common-misspellings', rule: misspellings.default ?? misspellings }
/** Languages that have rules for their words. */
export const rulesOf = {
  ja: japaneseRules,
  en: { sentences: [misspelling], fragment: [misspelling] },
}

/**
 * The faults of some prose. All blocks of a kind are read as one text, a paragraph each, because
 * a reader meets them so, and it is quicker.
 */
export async function faultsIn(blocks, language) {
  const found = []
  for (const kind of ['sentences', 'fragment']) {
    const chosen = blocks.filter((block) => block.kind === kind)
    const text = chosen.map((block) => guarded(block.text)).join('\n\n')
    const rules = rulesOf[language][kind]
    const { messages } = await kernel.lintText(text, { ext: '.md', plugins, rules })
    for (const { loc, ruleId, message } of messages) {
      const block = chosen[Math.floor((loc.start.line - 1) / 2)]
      found.push({ ...block, ruleId, message: `${message.split('\n')[0]} (${ruleId})` })
    }
  }
  for (const block of blocks) {
    for (const { ruleId, message } of wordFaults(block, language)) {
      found.push({ ...block, ruleId, message: `${message} (${ruleId})` })
    }
  }
  return found
}

/** Names that are written with a space between Latin letters and Japanese. */
const spacedNames = /Genkan (?:玄関|練習用プロバイダー)/g

/**
 * A block for textlint. Code counts as one word, whatever its length; words in bold that lead a
 * paragraph in stand a space apart; a number, a dash or a hash at the start is no list or heading.
 */
const guarded = (text) =>
  text
    .replace(/`[^`]+`/g, '`code`')
    .replace(spacedNames, 'Genkan')
    .replace(/^(\*\*[^*]+\*\*) /, '$1')
    .replace(/^(?:(\d+)([.)] )|([-+>#]))/, '$1\\$2$3')
