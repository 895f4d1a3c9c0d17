/** Loaded into a server ahead of everything else: Google is at the origin in GOOGLE_STAND_IN. */
const standIn = process.env['GOOGLE_STAND_IN']
if (standIn === undefined) throw new Error('GOOGLE_STAND_IN is not set')

const ambient = globalThis.fetch
globalThis.fetch = (input, init) => {
  const request = new Request(input, init)
  const { origin, pathname } = new URL(request.url)
  return origin === 'https://accounts.google.com'
    ? ambient(new URL(pathname, standIn), { ...init, headers: request.headers })
    : ambient(input, init)
}
