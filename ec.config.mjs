// In a file of its own: a plugin in astro.config.mjs would not reach the <Code> component.
export { expressiveCode as default } from './src/config/expressive-code.mjs'
