/**
 * Sets the theme of a page before its first paint. The only script that stands in line on pages
 * rendered on demand: the server lets exactly this text run, by its hash, and no other.
 */
export const themeScript = `
;(() => {
  let stored = null
  try {
    stored = localStorage.getItem('starlight-theme')
  } catch {
    // Storage can be switched off; the system's colours do.
  }
  const light = stored ? stored === 'light' : matchMedia('(prefers-color-scheme: light)').matches
  document.documentElement.dataset.theme = light ? 'light' : 'dark'
})()
`
