/** For tsc, which cannot read Astro files; `astro check` knows their props. */
declare module '*.astro' {
  const component: import('astro/runtime/server/index.js').AstroComponentFactory
  export default component
}
