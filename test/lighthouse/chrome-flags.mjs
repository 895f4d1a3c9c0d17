/** Chromium without a window, and without a word to anybody but the site. */
export const chromeFlags = [
  ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
]
