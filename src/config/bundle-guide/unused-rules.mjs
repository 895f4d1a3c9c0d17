import { transform } from 'lightningcss'

const className = /[.#]((?:[\w-]|\\.)*[a-z_](?:[\w-]|\\.)*)/gi
const customProperty = /--[\w-]+/g

/**
 * Every word of a text that may be the name of a class, an id or a custom property. A name that a
 * script puts together from parts is not among them.
 * @param {string} text
 * @returns {Set<string>}
 */
export function namesIn(text) {
  return new Set(text.match(/[\w:-]+/g))
}

/**
 * Drops the rules that name a class or an id no text has, and the custom properties that no rule
 * is left to use.
 * @param {string} css
 * @param {ReadonlySet<string>} names every name that is in use
 * @returns {string} minified
 */
export function withoutUnused(css, names) {
  // A property dropped may have been the last to use another.
  for (let before = ''; css !== before;) {
    before = css
    const used = new Set([...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name))
    const properties = (css.match(customProperty) ?? []).filter((name) => !used.has(name))
    const unusedSymbols = [...new Set([...classesIn(css), ...properties])].filter(
      (name) => !names.has(name),
    )
    css = minified(css, unusedSymbols)
  }
  return css
}

/**
 * Whether a selector can match where only these names are.
 * @param {string} selector
 * @param {ReadonlySet<string>} names
 */
export function canMatch(selector, names) {
  const missing = classesIn(selector).filter((name) => !names.has(name))
  return missing.length === 0 || minified(`${selector}{color:red}`, missing) !== ''
}

/**
 * @param {string} css
 * @param {string[]} [unusedSymbols]
 */
export function minified(css, unusedSymbols = []) {
  const code = Buffer.from(css)
  return transform({ filename: 'guide.css', code, minify: true, unusedSymbols }).code.toString()
}

/** @param {string} css */
function classesIn(css) {
  return [...css.matchAll(className)].map(([, name = '']) => name.replaceAll('\\', ''))
}
