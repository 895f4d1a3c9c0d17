import { customElement } from './custom-element.ts'

/** The custom elements of the pages that are rendered on demand. */
export const LanguageOfferElement = customElement('language-offer')
export const ThemeSwitchElement = customElement('theme-switch')
