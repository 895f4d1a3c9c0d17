import {
  type Settings,
  areDefault,
  defaultSettings,
  readSettings,
} from '../../lib/snippets/settings.ts'
import { settingsChanged, settingsKey } from './settings-watch.ts'

// Fallback without storage: settings live as long as the page.
let unstored: Settings | undefined

/** The stored settings, or the samples' defaults. Never throws. */
export function loadSettings(): Settings {
  if (unstored) return unstored
  try {
    return readSettings(JSON.parse(localStorage.getItem(settingsKey) ?? 'null'))
  } catch {
    return defaultSettings
  }
}

/** Stores settings, leaving out anything that may be a secret, and notifies the page. */
export function saveSettings(settings: Settings): void {
  const kept = readSettings(settings)
  try {
    if (areDefault(kept)) localStorage.removeItem(settingsKey)
    else localStorage.setItem(settingsKey, JSON.stringify(kept))
    unstored = undefined
  } catch {
    unstored = kept
  }
  document.dispatchEvent(new Event(settingsChanged))
}
