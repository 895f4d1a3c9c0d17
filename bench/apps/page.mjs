const characters = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text) => String(text).replaceAll(/[&<>"]/g, (character) => characters[character])

/** The signed-in page of every peer. */
export function page({ name, email }) {
  return `<!doctype html><html lang="en"><head><title>Signed in</title></head>
<body><main><h1>${escaped(name)}</h1><p>${escaped(email)}</p></main></body></html>`
}
