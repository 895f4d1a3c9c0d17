import { clientKindOf } from '../../lib/snippets/settings.ts'
import { loadSettings, saveSettings } from './stored-settings.ts'

/** Shows a client of the practice console in the code of every page. */
export function usePracticeClient(clientId: string): void {
  saveSettings({ ...loadSettings(), provider: 'practice', practiceClientId: clientId })
}

/** Whether the code shows this client. */
export function usesPracticeClient(clientId: string): boolean {
  const settings = loadSettings()
  return clientKindOf(settings) === 'own_practice' && settings.practiceClientId === clientId
}
