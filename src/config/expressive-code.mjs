import { markSettings } from './mark-settings.mjs'

/**
 * Syntax highlighting in few colours: keywords in indigo, strings in green-grey, values in
 * vermilion-brown, comments in grey. Each has a contrast of 4.5:1 on the code background. CSS
 * picks between light and dark, so no JavaScript is needed.
 */
export const inks = {
  ink: 'light-dark(#1c1d1f, #e8e6e1)',
  blue: 'light-dark(#1f5582, #8fbbe0)',
  green: 'light-dark(#3d6457, #9fc7b6)',
  brown: 'light-dark(#8f4329, #e0a389)',
  grey: 'light-dark(#606166, #a3a4a8)',
}

const { ink, blue, green, brown, grey } = inks
const rule = (/** @type {string} */ foreground, /** @type {string[]} */ ...scope) => ({
  scope,
  settings: { foreground, fontStyle: '' },
})

const theme = {
  name: 'genkan',
  type: 'light',
  fg: ink,
  // Must be plain colours; `styleOverrides` puts others in their place.
  colors: { 'editor.background': '#f5f3ed', 'editor.foreground': '#1c1d1f' },
  settings: [
    { settings: { foreground: ink } },
    rule(grey, 'comment', 'punctuation.definition.comment'),
    rule(green, 'string', 'punctuation.definition.string', 'markup.inline.raw'),
    rule(
      brown,
      'constant',
      'constant.numeric',
      'constant.language',
      'string.interpolated constant',
      'entity.name.tag',
    ),
    rule(
      blue,
      'keyword',
      'storage',
      'support.type.property-name',
      'entity.name.section',
      'support.type.property-name.table',
      'variable.other.key',
      'entity.other.attribute-name',
    ),
    rule(ink, 'keyword.operator', 'punctuation', 'meta.embedded'),
  ],
}

/** Expressive Code: the code blocks and their file tabs. */
export const expressiveCode = {
  themes: [theme],
  // Off: it can't parse `light-dark()` and would replace the colours.
  minSyntaxHighlightingColorContrast: 0,
  plugins: [markSettings()],
  // No page marks lines, and with `wrap` no block scrolls: fewer rules on every page.
  textMarkers: false,
  useThemedScrollbars: false,
  // Commands without a terminal frame. Wrapped, so that nothing scrolls sideways on a phone;
  // copying still gives the exact text.
  defaultProps: {
    wrap: true,
    hangingIndent: 2,
    overridesByLang: { 'bash,sh,shell,zsh,console,powershell': { frame: 'none' } },
  },
  styleOverrides: {
    borderRadius: '4px',
    borderColor: 'var(--g-line)',
    codeBackground: 'var(--g-slip)',
    codeForeground: 'var(--g-ink)',
    codeFontFamily: 'var(--g-font-code)',
    codeFontSize: 'var(--g-text-code)',
    codeLineHeight: '1.65',
    codePaddingBlock: '1rem',
    codePaddingInline: '1rem',
    uiFontFamily: 'var(--g-font-code)',
    uiFontSize: '0.875rem',
    uiPaddingBlock: '0.375rem',
    uiPaddingInline: '1rem',
    focusBorder: 'var(--g-accent)',
    frames: {
      frameBoxShadowCssValue: 'none',
      editorBackground: 'var(--g-slip)',
      editorTabBarBackground: 'transparent',
      editorTabBarBorderColor: 'transparent',
      editorTabBarBorderBottomColor: 'var(--g-line)',
      editorActiveTabBackground: 'var(--g-slip)',
      editorActiveTabForeground: 'var(--g-ink-soft)',
      editorActiveTabBorderColor: 'var(--g-line)',
      editorActiveTabIndicatorHeight: '1px',
      editorActiveTabIndicatorTopColor: 'transparent',
      editorActiveTabIndicatorBottomColor: 'transparent',
      terminalBackground: 'var(--g-slip)',
      inlineButtonForeground: 'var(--g-ink-soft)',
      inlineButtonBackground: 'var(--g-slip)',
      inlineButtonBackgroundIdleOpacity: '1',
      inlineButtonBackgroundHoverOrFocusOpacity: '1',
      inlineButtonBorder: 'var(--g-line)',
      inlineButtonBorderOpacity: '0',
      tooltipSuccessBackground: 'var(--g-pass)',
      tooltipSuccessForeground: 'var(--g-paper)',
    },
  },
}
