import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/** Both are originals, with the same commands. */
export const documents = { en: 'docs/deploying.md', ja: 'docs/deploying.ja.md' } as const

export interface Section {
  /** Of the heading: 1 to 6. */
  readonly level: number
  readonly title: string
  /** The fences of the section, `sh` ones, without those of the sections in it. */
  readonly commands: readonly string[]
}

export const read = (path: string) => readFileSync(`${projectRoot}/${path}`, 'utf8')
export const exists = (path: string) => existsSync(`${projectRoot}/${path}`)

/** The sections of a document, in order. */
export function sectionsOf(markdown: string): Section[] {
  const sections: { level: number; title: string; commands: string[] }[] = []
  for (const [, hashes, title = '', fence] of markdown.matchAll(
    /^(#{1,6}) (.+)$|^```sh\n([\s\S]*?)\n```$/gm,
  )) {
    if (hashes) sections.push({ level: hashes.length, title, commands: [] })
    else sections.at(-1)?.commands.push(fence ?? '')
  }
  return sections
}

const english = sectionsOf(read(documents.en))

/** The commands of a section, by its title; those of all sections of that name. */
export function commandsOf(title: string, index = 0): string {
  const all = english.filter((section) => section.title === title).flatMap((s) => s.commands)
  const text = all[index]
  if (text === undefined) throw new Error(`${documents.en}: no command ${index} in “${title}”`)
  return text
}
