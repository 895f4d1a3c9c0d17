import { clientKindOf } from '../../lib/snippets/settings.ts'
import { loadSettings, saveSettings } from './stored-settings.ts'

/** Saves a practice-console client in the settings: every code block shows it. */
export function usePracticeClient(clientId: string): void {
  saveSettings({ ...loadSettings(), provider: 'practice', practiceClientId: clientId })
}

/** Whether the settings contain this client. */
export function usesPracticeClient(clientId: string): boolean {
  const settings = loadSettings()
  return clientKindOf(settings) === 'own_practice' && settings.practiceClientId === clientId
}
