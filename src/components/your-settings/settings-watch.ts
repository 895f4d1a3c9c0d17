/** localStorage key of the reader's settings. */
export const settingsKey = 'genkan.settings'
/** Event on the document for changes by this page. Other tabs get `storage`. */
export const settingsChanged = 'genkan:settings'

/** Whether settings are stored. False if storage is disabled. */
export function hasSettings(): boolean {
  try {
    return localStorage.getItem(settingsKey) !== null
  } catch {
    return false
  }
}

/**
 * Observes the settings: calls back when they may have changed on this page, in another tab, or
 * while the page was in the back/forward cache, where it gets no events.
 * @returns stops observing
 */
export function watchSettings(changed: () => void): () => void {
  const controller = new AbortController()
  const { signal } = controller
  const onStorage = ({ key }: StorageEvent) => {
    if (key === settingsKey || key === null) changed()
  }
  const onPageShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) changed()
  }
  document.addEventListener(settingsChanged, changed, { signal })
  addEventListener('storage', onStorage, { signal })
  addEventListener('pageshow', onPageShow, { signal })
  return () => controller.abort()
}
