import {
  createComponent,
  render,
  renderSlot,
  spreadAttributes,
  unescapeHTML,
} from 'astro/compiler-runtime'

/** With what stands between the tags as `children`, the way TypeScript sees a template. */
type Attributes = Readonly<Record<string, unknown>>

/**
 * A custom element to be written as a component: `const CopyButton = customElement('copy-button')`,
 * then `<CopyButton data-text={text}>…</CopyButton>`. Written as `<copy-button>`, Astro takes it for
 * a component of some framework, looks for that, and makes a string of all that is inside before
 * anything after it is rendered.
 */
export function customElement(name: `${string}-${string}`) {
  const [start, end] = [`<${name}`, `</${name}>`].map((tag) => unescapeHTML(tag))
  const component = createComponent(
    (result, attributes, slots) =>
      render`${start}${spreadAttributes(attributes)}>${renderSlot(result, slots['default'])}${end}`,
  )
  return component as unknown as (attributes: Attributes) => unknown
}
