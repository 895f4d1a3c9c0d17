/**
 * Sets the theme of a page before its first paint. The only inline script of pages rendered on
 * demand: the Content-Security-Policy allows it by the hash of this exact text.
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
