import { PagefindUI } from '@pagefind/default-ui'
import { pagefindUserConfig } from 'virtual:starlight/pagefind-config'
import styles from './search-results.css?url'

const place = '#starlight__search'

/**
 * Mounts Pagefind's UI in place of the placeholder field, and keeps what was typed, the selection
 * and the focus.
 */
export async function showResults(search: HTMLElement): Promise<void> {
  await loadStyles()
  const early = search.querySelector('input')
  await composed(early)
  const typed = early?.value ?? ''
  const selection = [early?.selectionStart ?? 0, early?.selectionEnd ?? 0] as const
  const focused = early !== null && document.activeElement === early
  early?.remove()
  const ui = new PagefindUI({
    ...pagefindUserConfig,
    element: place,
    baseUrl: import.meta.env.BASE_URL,
    bundlePath: `${import.meta.env.BASE_URL.replace(/\/$/, '')}/pagefind/`,
    showImages: false,
    showSubResults: true,
    translations: JSON.parse(search.dataset.translations ?? '{}'),
  })
  const field = search.querySelector('input')
  // Pagefind sets only a title, the last resort for an accessible name.
  field?.setAttribute('aria-label', field.title)
  if (typed !== '') ui.triggerSearch(typed)
  if (!focused || !field) return
  // Pagefind's UI (Svelte) updates the field in a microtask.
  await Promise.resolve()
  field.focus()
  field.setSelectionRange(...selection)
}

function loadStyles(): Promise<void> {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = styles
  return new Promise((resolve, reject) => {
    link.onload = () => resolve()
    link.onerror = () => {
      link.remove()
      reject(new Error('The style of the search could not be loaded'))
    }
    document.head.append(link)
  })
}

/** Resolves once IME composition in the field has ended: removing it earlier would lose text. */
function composed(field: HTMLInputElement | null): Promise<void> {
  if (field?.dataset.composing === undefined) return Promise.resolve()
  return new Promise((resolve) =>
    field.addEventListener('compositionend', () => resolve(), { once: true }),
  )
}
