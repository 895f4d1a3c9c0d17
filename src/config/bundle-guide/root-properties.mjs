import postcss from 'postcss'

/** @typedef {import('postcss').Declaration} Declaration */

/**
 * Drops the custom properties of the root that a later rule of ours replaces whatever the theme:
 * Starlight's whole palette, for one.
 * @param {string} css
 * @returns {string}
 */
export function withoutOverridden(css) {
  const sheet = postcss.parse(css)
  /** @type {Declaration[]} */
  const ofRoot = []
  sheet.walkDecls(/^--/, (declaration) => {
    const { parent } = declaration
    if (parent instanceof postcss.Rule && parent.selectors.every(isRoot)) ofRoot.push(declaration)
  })
  /** Outside of layers, which lose to all that is not in one. */
  const unlayered = (/** @type {Declaration} */ { parent }) =>
    parent instanceof postcss.Rule &&
    parent.selector === ':root' &&
    !atRulesAround(parent).includes('layer')
  const always = ofRoot.filter(
    (declaration) => unlayered(declaration) && atRulesAround(declaration).length === 0,
  )
  const last = new Map(always.map((declaration) => [declaration.prop, ofRoot.indexOf(declaration)]))
  for (const [place, declaration] of ofRoot.entries()) {
    const replaced = last.get(declaration.prop) ?? -1
    const layered = atRulesAround(declaration).includes('layer')
    if (replaced >= 0 && (layered || (unlayered(declaration) && place < replaced))) {
      declaration.remove()
    }
  }
  return sheet.toString()
}

/**
 * Writes the value of a custom property where it is used, if it has one value everywhere and that
 * is no longer than its name. Two thirds of Starlight's and Expressive Code's are of this kind:
 * settings, which the build has settled.
 * @param {string} css
 * @param {ReadonlySet<string>} names that are in use elsewhere: these properties stay
 * @returns {string}
 */
export function withValuesInPlace(css, names) {
  const sheet = postcss.parse(css)
  /** @type {Map<string, Declaration[]>} */
  const declared = new Map()
  sheet.walkDecls(/^--/, (one) => {
    declared.set(one.prop, [...(declared.get(one.prop) ?? []), one])
  })
  const settled = [...declared.values()]
    .filter((all) => !names.has(all[0]?.prop ?? '') && isSettled(all, declared))
    .flat()
  for (const declaration of settled) putInPlace(declaration, sheet)
  return sheet.toString()
}

/**
 * @param {Declaration} declaration
 * @param {postcss.Root} sheet
 */
function putInPlace(declaration, sheet) {
  const { prop, value } = declaration
  const use = `var(${prop})`
  const anyUse = new RegExp(`var\\(\\s*${prop}(?![\\w-])`)
  /** @type {Declaration[]} */
  const users = []
  sheet.walkDecls((one) => {
    if (anyUse.test(one.value)) users.push(one)
  })
  const hasFallback = users.some((user) => anyUse.test(user.value.replaceAll(use, '')))
  if (hasFallback || (users.length > 1 && value.length > use.length)) return
  for (const user of users) user.value = user.value.replaceAll(use, () => value)
  declaration.remove()
}

/**
 * Whether a custom property is the same for every element: declared once, for the root, whatever
 * the circumstances, and made of nothing that another element declares anew.
 * @param {readonly Declaration[]} all its declarations
 * @param {ReadonlyMap<string, readonly Declaration[]>} declared
 */
function isSettled(all, declared) {
  const [only, ...others] = all
  if (!only || others.length > 0 || !(only.parent instanceof postcss.Rule)) return false
  const { parent, value } = only
  if (/^(?:|initial|inherit|unset|revert(?:-layer)?)$/.test(value)) return false
  if (!parent.selectors.includes(':root')) return false
  if (atRulesAround(parent).some((name) => name !== 'layer')) return false
  const parts = [...value.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name = '']) => name)
  return parts.every((name) => declared.get(name)?.every(isOfRoot) ?? false)
}

/** @param {Declaration} declaration */
function isOfRoot({ parent }) {
  return parent instanceof postcss.Rule && parent.selectors.every((one) => isRoot(one))
}

/**
 * @param {import('postcss').Node} node
 * @returns {string[]} names of the at-rules around it
 */
function atRulesAround({ parent }) {
  if (!parent) return []
  return [...(parent instanceof postcss.AtRule ? [parent.name] : []), ...atRulesAround(parent)]
}

/** The root in any theme or language, and backdrops, which take what they lack from the root. */
function isRoot(/** @type {string} */ selector) {
  return /^(?:(?::root|html)?(?:\[[^\]]*\])?(?::lang\(\w+\))?(?:\s*::backdrop)?)$/.test(selector)
}
