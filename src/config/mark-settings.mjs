import { markPlaceholders } from '../lib/snippets/mark-placeholders.ts'
import { placeholdersIn } from '../lib/snippets/placeholders.ts'

/**
 * Marks in every code block what stands for something of the reader's own, so that a page can
 * show the reader's settings there: src/components/your-settings/.
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
