import { customElement } from './custom-element.ts'

/** The custom elements of the pages that are rendered on demand. */
export const CopyButtonElement = customElement('copy-button')
export const LanguageOfferElement = customElement('language-offer')
export const LocalTimeElement = customElement('local-time')
export const LoginFlowElement = customElement('login-flow')
export const ThemeSwitchElement = customElement('theme-switch')
export const TokenViewElement = customElement('token-view')
