import { markPlaceholders } from '../lib/snippets/mark-placeholders.ts'
import { placeholdersIn } from '../lib/snippets/placeholders.ts'

/**
 * Marks the placeholders in every code block, so that src/components/your-settings/ can fill in
 * the reader's settings.
 * @returns {import('@astrojs/starlight/expressive-code').ExpressiveCodePlugin}
 */
export function markSettings() {
  return {
    name: 'genkan-mark-settings',
    hooks: {
      postprocessRenderedLine: ({ codeBlock, lineIndex, renderData }) => {
        const before = codeBlock.getLines(0, lineIndex)
        const start = before.reduce((sum, { text }) => sum + text.length + 1, 0)
        const end = start + (codeBlock.getLine(lineIndex)?.text.length ?? 0)
        const here = placeholdersIn(codeBlock.code)
          .filter((found) => start <= found.start && found.end <= end)
          .map((found) => ({ ...found, start: found.start - start, end: found.end - start }))
        markPlaceholders(renderData.lineAst, here)
      },
    },
  }
}
