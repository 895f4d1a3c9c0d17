/** @typedef {import('../lib/snippets/mark-placeholders.ts').MarkupNode} MarkupNode */

/**
 * The inks of code as classes. Expressive Code writes both colours of a token at each token, the
 * plain ones too: half of the tags of a program, and a tenth of its weight. And it picks by what
 * the theme script has written, where these inks, as the paper does, hold without scripts as well.
 * @param {Readonly<Record<string, { light: string, dark: string }>>} inks hex colours by the names
 *   of their classes; `ink` is that of the text around, and needs none
 * @returns {import('@astrojs/starlight/expressive-code').ExpressiveCodePlugin}
 */
export function codeInks({ ink: plain, ...inks }) {
  const styleOf = (/** @type {typeof plain} */ ink) => `--0:${ink?.dark};--1:${ink?.light}`
  const classes = new Map(
    Object.entries(inks).map(([name, ink]) => [styleOf(ink).toLowerCase(), name]),
  )
  const rules = Object.entries(inks).map(
    ([name, { light, dark }]) => `.ec-line .${name}{color:light-dark(${light},${dark})}`,
  )
  return {
    name: 'genkan-code-inks',
    baseStyles: rules.join('\n'),
    hooks: {
      postprocessRenderedLine: ({ renderData }) => {
        withClasses(renderData.lineAst, classes, styleOf(plain).toLowerCase())
      },
    },
  }
}

/**
 * Gives tokens a class in place of a style, and puts what has the plain style into the line as it
 * is. Tokens with any other style stay as they are.
 * @param {MarkupNode} parent is changed
 * @param {ReadonlyMap<string, string>} classes by style
 * @param {string} plain
 */
export function withClasses(parent, classes, plain) {
  // A text has no children, and is to get none.
  if (!parent.children) return
  parent.children = parent.children.flatMap((node) => {
    withClasses(node, classes, plain)
    const { style, ...others } = node.properties ?? {}
    if (node.tagName !== 'span' || typeof style !== 'string') return [node]
    if (Object.keys(others).length > 0) return [node]
    if (style.toLowerCase() === plain) return node.children ?? []
    const name = classes.get(style.toLowerCase())
    return [name ? { ...node, properties: { className: [name] } } : node]
  })
}
