import fc from 'fast-check'

const payloads = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '--><svg onload=alert(1)>',
  '</code></pre></textarea></title><b>',
  '{{constructor}} ${7*7} <%= 7 %>',
  'javascript:alert(1)',
  '&lt;b&gt;&amp;&#60;',
  '__proto__',
  'constructor',
  'data-text',
  'set:html',
  '\u202egnp.exe\u202c\u2066\u2069',
  '\u200b\u200d\ufeff\u00ad',
  '\u0000\u0008\u000b\u001b\u007f',
  '\r\nSet-Cookie: a=b',
  '\ud800',
  '山田太郎 𠮷 👩‍👩‍👧',
]

/** Text that means something to HTML, to JavaScript, to a terminal or to the eye. */
export const hostileText = fc.oneof(
  fc.constantFrom(...payloads),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .tuple(fc.string({ maxLength: 8 }), fc.constantFrom(...payloads), fc.string({ maxLength: 8 }))
    .map((parts) => parts.join('')),
)

/** Names that mean something to JavaScript, to HTML or to Astro, where a claim should stand. */
export const hostileName = fc.oneof(
  hostileText,
  fc.constantFrom('onclick', 'style', 'class', 'href', 'src', 'id', 'slot', 'is', 'innerHTML'),
  fc.constantFrom('toString', 'hasOwnProperty', 'valueOf', 'then', 'toJSON', 'length'),
)

/** Text with parts in it that a URL parser or a browser reads in more than one way. */
export const hostilePath = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom('/', '//', '\\', '/\\', '\\/', '.', '..', '/.', ':'),
      },
      {
        weight: 3,
        arbitrary: fc.constantFrom('\t', '\r', '\n', '\r\n', '\0', ' ', '\u3000', '／'),
      },
      { weight: 3, arbitrary: fc.constantFrom('%2f', '%5c', '%2e', '%09', '%0d%0a', '%00', '%25') },
      {
        weight: 2,
        arbitrary: fc.constantFrom('@', 'user:pw@', 'evil.example', '[::1]', ':80', '?'),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom('https:', 'javascript:', 'data:', 'demo', 'ja', '#'),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

/** A hostile path, percent-encoded up to three times over, behind what a path begins with. */
export const returnTo = fc
  .tuple(fc.constantFrom('', '/', '/demo', '/ja/', '/a/..'), hostilePath, fc.nat(3))
  .map(([start, path, times]) => start + encoded(path, times))

function encoded(text: string, times: number): string {
  if (times === 0) return text
  return encoded(encodeURIComponent(text.toWellFormed()), times - 1)
}
