import { PagefindUI } from '@pagefind/default-ui'
import { pagefindUserConfig } from 'virtual:starlight/pagefind-config'
import styles from './search-results.css?url'

const place = '#starlight__search'

/**
 * Puts Pagefind's field and results where a plain field held their place. What was typed there
 * goes on in the new one.
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
  // Pagefind names it by a title alone, which is a name only where nothing better is to be had.
  field?.setAttribute('aria-label', field.title)
  if (typed !== '') ui.triggerSearch(typed)
  if (!focused || !field) return
  // The framework behind it writes the text a moment later.
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

/** Resolves when no input method is at work in a field: to take it away then would lose words. */
function composed(field: HTMLInputElement | null): Promise<void> {
  if (field?.dataset.composing === undefined) return Promise.resolve()
  return new Promise((resolve) =>
    field.addEventListener('compositionend', () => resolve(), { once: true }),
  )
}
