import { practiceProviderAt, settingValues } from '../../lib/snippets/setting-values.ts'
import { defaultSettings } from '../../lib/snippets/settings.ts'
import { fillCodeBlock } from './code-blocks.ts'
import { loadSettings, saveSettings } from './stored-settings.ts'

// The builder fills its own, as it knows more than what is stored.
const codeBlocks = '.expressive-code:not(configuration-builder *):has([data-setting])'

/** Fills the code of the page, and says so in the given line; hides that if nothing is filled. */
export function showSettings(line: HTMLElement): void {
  const settings = loadSettings()
  const practice = practiceProviderAt(line.dataset.site ?? location.origin, location.origin)
  const values = settingValues(settings, practice)
  const filled = [...document.querySelectorAll(codeBlocks)].filter((block) =>
    fillCodeBlock(block, values),
  )
  for (const name of line.querySelectorAll<HTMLElement>('[data-provider]')) {
    name.hidden = name.dataset.provider !== settings.provider
  }
  const clientId = line.querySelector('[data-client-id]')
  if (clientId) clientId.textContent = values.clientId ?? ''
  line.hidden = filled.length === 0
}

/** Forgets the settings: the placeholders come back. */
export function clearSettings(): void {
  saveSettings(defaultSettings)
}
