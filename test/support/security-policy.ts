import { createHash } from 'node:crypto'
import { type HTMLElement, parse } from 'node-html-parser'

/** A content security policy as its directives, each with its sources. */
export function policyOf(headers: Headers): ReadonlyMap<string, readonly string[]> {
  const text = headers.get('content-security-policy') ?? ''
  return new Map(
    text.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/)
      return [name, sources]
    }),
  )
}

/** The sources that would permit each script in line on a page, found without the site's code. */
export function scriptSources(html: string): string[] {
  const scripts = parse(html).querySelectorAll('script:not([src])')
  return scripts
    .filter((script) => !/json$/.test(script.getAttribute('type') ?? ''))
    .map((script) => `'sha256-${createHash('sha256').update(script.rawText).digest('base64')}'`)
}

/** Attributes that run as scripts and that no hash covers. */
export function scriptAttributes(html: string): string[] {
  const elements: HTMLElement[] = parse(html).querySelectorAll('*')
  return elements.flatMap(({ attributes }) =>
    Object.entries(attributes)
      .filter(([name, value]) => /^on/i.test(name) || /^\s*javascript:/i.test(value))
      .map(([name, value]) => `${name}="${value}"`),
  )
}
