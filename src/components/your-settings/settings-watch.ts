/** Key of the reader's settings in the browser's storage. */
export const settingsKey = 'genkan.settings'
/** Sent on the document when this page has changed the settings. Other tabs get `storage`. */
export const settingsChanged = 'genkan:settings'

/** Whether anything is stored. False where the browser does not say. */
export function hasSettings(): boolean {
  try {
    return localStorage.getItem(settingsKey) !== null
  } catch {
    return false
  }
}

/**
 * Calls back when the settings may have changed: on this page, in another tab, or while the page
 * lay in the browser's memory, where it hears of nothing.
 * @returns stops it
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
