import { type Entry, rankEntries } from '../../lib/troubleshooting/rank-entries.ts'

export { queryLimit } from '../../lib/troubleshooting/rank-entries.ts'

/** Sections of the page that match a pasted text, best match first. */
export function rankSections(query: string, sections: readonly Element[]): readonly Element[] {
  const entries = sections.map((section, index) => entryOf(section, String(index)))
  const ranked = rankEntries(query, entries)
  return ranked.flatMap(({ id }) => sections[Number(id)] ?? [])
}

function entryOf(section: Element, id: string): Entry {
  const texts = (selector: string) =>
    [...section.querySelectorAll(selector)].map(({ textContent }) => textContent)
  return {
    id,
    heading: texts('h3')[0] ?? '',
    messages: texts('h3 code, pre .ec-line, blockquote'),
    text: texts('h3, :scope > :not(redirect-uri-doctor)').join('\n'),
  }
}
