import { codeInks } from './code-inks.mjs'
import { codeOnce } from './code-once.mjs'
import { markSettings } from './mark-settings.mjs'

/**
 * Few inks, as on the rest of the site: words of the language in indigo, strings in green-grey,
 * values in vermilion-brown, comments in grey. Each meets 4.5:1 on its slip of paper.
 */
const inks = {
  ink: { light: '#1c1d1f', dark: '#e8e6e1' },
  blue: { light: '#1f5582', dark: '#8fbbe0' },
  green: { light: '#3d6457', dark: '#9fc7b6' },
  brown: { light: '#8f4329', dark: '#e0a389' },
  grey: { light: '#606166', dark: '#a3a4a8' },
}
const slips = { light: '#f5f3ed', dark: '#1b1e23' }

/** @param {'light' | 'dark'} type */
function theme(type) {
  const { ink, blue, green, brown, grey } = inks
  const rule = (/** @type {typeof ink} */ colours, /** @type {string[]} */ ...scope) => ({
    scope,
    settings: { foreground: colours[type], fontStyle: '' },
  })
  return {
    name: `genkan-${type}`,
    type,
    colors: { 'editor.background': slips[type], 'editor.foreground': ink[type] },
    settings: [
      { settings: { foreground: ink[type], background: slips[type] } },
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
}

/** Code blocks: a slip of paper with the name of its file on a tab. */
export const expressiveCode = {
  themes: [theme('dark'), theme('light')],
  plugins: [markSettings(), codeOnce(), codeInks(inks)],
  // A command needs no picture of a terminal window around it.
  // Wrapped, so that nothing scrolls sideways on a phone; copying still gives the exact text.
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
    scrollbarThumbColor: 'var(--g-line-strong)',
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
    textMarkers: {
      markBackground: 'var(--g-tint)',
      markBorderColor: 'var(--g-accent)',
      backgroundOpacity: '100%',
    },
  },
}
