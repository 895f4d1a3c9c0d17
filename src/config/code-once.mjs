import { select } from '@astrojs/starlight/expressive-code/hast'

// Runs ahead of the copy button's own listener, which reads the attribute.
const textOnPress = `
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element && target.closest('.expressive-code .copy button')
  if (!button) return
  const lines = button.closest('figure').querySelectorAll('.ec-line > .code')
  const text = (line) => line.textContent.replace(/\\n$/, '')
  button.dataset.code = Array.from(lines, text).join('\\n')
}, { capture: true })
`

/**
 * A block of code stands in the page once. Expressive Code writes it a second time, as what its
 * button copies: a seventh of the weight of a page with long programs.
 * @returns {import('@astrojs/starlight/expressive-code').ExpressiveCodePlugin}
 */
export function codeOnce() {
  return {
    name: 'genkan-code-once',
    jsModules: [textOnPress],
    hooks: {
      postprocessRenderedBlock: ({ renderData }) => {
        const button = select('.copy button', renderData.blockAst)
        if (button) delete button.properties.dataCode
      },
    },
  }
}
