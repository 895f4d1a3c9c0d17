const styleElement = /<link\b(?=[^>]*\srel="stylesheet")[^>]*?\shref="(\/_astro\/[^"]+)"[^>]*>/g
const scriptElement =
  /<script\b(?=[^>]*\stype="module")[^>]*?\ssrc="(\/_astro\/[^"]+)"[^>]*><\/script>/g
const anyAddress = /<(?:script|link)\b[^>]*\/_astro\/[^>]*\.(?:js|css)\b[^>]*>/

/**
 * @param {string} html
 * @returns {{ scripts: string[], styles: string[] }} addresses, in order, each once
 */
export function partsOf(html) {
  const addresses = (/** @type {RegExp} */ element) => [
    ...new Set([...html.matchAll(element)].map(([, address = '']) => address)),
  ]
  return { scripts: addresses(scriptElement), styles: addresses(styleElement) }
}

/**
 * Puts tags at the end of the head, in place of those of the scripts and style sheets.
 * @param {string} html
 * @param {string} tags
 * @throws where a script or style sheet is asked for in a way that is not known here, and would be
 *   loaded twice or be lost
 */
export function withTags(html, tags) {
  const bare = html.replaceAll(styleElement, '').replaceAll(scriptElement, '')
  const [unknown] = anyAddress.exec(bare) ?? []
  if (unknown) throw new Error(`No place in the bundle of the guide for ${unknown}`)
  if (!bare.includes('</head>')) throw new Error('A page of the guide has no head')
  return bare.replace('</head>', () => `${tags}</head>`)
}

const scope = /\bastro-[a-z0-9]{8}\b/g

/**
 * Short names for the classes by which Astro scopes styles: a random one of eight signs hardly
 * compresses, and a page has dozens.
 * @param {string} css all styles of all pages
 * @returns {(text: string) => string} renames them in CSS
 */
export function shortScopes(css) {
  const scopes = [...new Set(css.match(scope))]
  if (/\._\w/.test(css)) throw new Error('A class of the guide begins with an underscore already')
  const names = new Map(scopes.map((name, place) => [name, `_${place.toString(36)}`]))
  return (text) => text.replaceAll(scope, (name) => names.get(name) ?? name)
}

/**
 * Gives the elements of a page the short names, and takes away the classes that no rule names.
 * @param {string} html
 * @param {(text: string) => string} shorten
 */
export function withShortScopes(html, shorten) {
  return html.replaceAll(/(<[a-z][\w-]*\b[^<>]*?) class="([^"]*)"/g, (element, before, classes) => {
    if (!classes.includes('astro-')) return element
    const kept = shorten(classes).replaceAll(scope, '').split(/\s+/).filter(Boolean)
    return kept.length > 0 ? `${before} class="${kept.join(' ')}"` : before
  })
}

const treeIcon = /<svg\b[^>]*\bclass="tree-icon"[^>]*>.*?<\/svg>/gs

const lineToItself = /(\d[\d.]* -?\d[\d.]*)L\1(?=[A-Z])/g

/**
 * Icons of a file tree, drawn to a tenth of a unit in place of a thousandth and without lines to
 * where they begin. A unit is two thirds of a pixel, and the icons were a tenth of their page.
 * @param {string} html
 */
export function withRoundIcons(html) {
  return html.replaceAll(treeIcon, (icon) =>
    icon
      .replaceAll(/-?\d+\.\d+/g, (number) => `${Number(Number(number).toFixed(1))}`)
      .replaceAll(lineToItself, '$1'),
  )
}
