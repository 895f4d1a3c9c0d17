import { practiceProviderAt, settingValues } from '../../lib/snippets/setting-values.ts'
import { defaultSettings } from '../../lib/snippets/settings.ts'
import { fillCodeBlock } from './code-blocks.ts'
import { loadSettings, saveSettings } from './stored-settings.ts'

// Except the builder's code blocks: the builder fills those, with unstored values.
const codeBlocks = '.expressive-code:not(configuration-builder *):has([data-setting])'

/** Fills the page's code blocks; shows the notice if any changed, else hides it. */
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

/** Deletes the stored settings: the placeholders come back. */
export function clearSettings(): void {
  saveSettings(defaultSettings)
}
