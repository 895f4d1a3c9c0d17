import postcss from 'postcss'
import { canMatch, minified } from './unused-rules.mjs'

/**
 * Parts a style sheet: what fewer than half of the pages can use goes into each page's own part,
 * all else into the shared one. Within a part the order stays the same. What moves comes after
 * rules that it stood before, in the same layer: a rule for a rare thing then wins over one for any
 * element that is no more specific.
 * @param {string} css
 * @param {readonly ReadonlySet<string>[]} names for each page, all names that are in use there
 * @returns {{ shared: string, own: string[] }} CSS, the latter for each page
 */
export function splitStyles(css, names) {
  const sheet = postcss.parse(css)
  /** @type {boolean[][]} for each rule, whether each page has it for itself */
  const owned = []
  sheet.walkRules((rule) => {
    if (isPart(rule)) return
    const uses = names.map((some) => canMatch(rule.selector, some))
    owned.push(2 * uses.filter(Boolean).length < names.length ? uses : [])
  })
  return {
    shared: withRules(sheet, (rule) => owned[rule]?.some(Boolean) !== true),
    own: names.map((_, page) =>
      withRules(withoutOrders(sheet), (rule) => owned[rule]?.[page] === true),
    ),
  }
}

/**
 * @param {postcss.Root} sheet
 * @param {(place: number) => boolean} keeps by a rule's place among all rules
 */
function withRules(sheet, keeps) {
  const part = sheet.clone()
  /** @type {postcss.Rule[]} */
  const rules = []
  part.walkRules((rule) => {
    if (!isPart(rule)) rules.push(rule)
  })
  for (const [place, rule] of rules.entries()) if (!keeps(place)) removeWithEmpty(rule)
  return minified(part.toString())
}

/**
 * Without what has no selector: the order of layers, animations.
 * @param {postcss.Root} sheet
 */
function withoutOrders(sheet) {
  const part = sheet.clone()
  part.walkAtRules((rule) => {
    if (!rule.nodes || rule.name.endsWith('keyframes')) rule.remove()
  })
  return part
}

/** @param {postcss.ChildNode} node */
function removeWithEmpty(node) {
  const { parent } = node
  node.remove()
  if (parent?.nodes?.length === 0 && parent.type !== 'root') {
    removeWithEmpty(/** @type {postcss.AtRule} */ (parent))
  }
}

/** A step of `@keyframes`, or a rule within a rule: it goes where the whole goes. */
function isPart(/** @type {postcss.Rule} */ { parent }) {
  return (
    parent instanceof postcss.Rule ||
    (parent instanceof postcss.AtRule && parent.name.endsWith('keyframes'))
  )
}
