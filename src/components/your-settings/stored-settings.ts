import {
  type Settings,
  areDefault,
  defaultSettings,
  readSettings,
} from '../../lib/snippets/settings.ts'
import { settingsChanged, settingsKey } from './settings-watch.ts'

// For a browser that stores nothing: the settings live as long as the page.
let unstored: Settings | undefined

/** The reader's settings; those of the samples where there are none. Never throws. */
export function loadSettings(): Settings {
  if (unstored) return unstored
  try {
    return readSettings(JSON.parse(localStorage.getItem(settingsKey) ?? 'null'))
  } catch {
    return defaultSettings
  }
}

/** Keeps settings, without anything that may be a secret, and tells the page. */
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
