/** Which lines of a file are shown: one declaration, or from one line to another. */
export type Part = { readonly declaration: string } | { readonly from: string; readonly to: string }

export interface Excerpt {
  /** The lines without the indentation that they share. */
  readonly code: string
  /** Counted from 1. */
  readonly firstLine: number
  readonly lastLine: number
}

const declaration =
  /^\s*(?:export |default |async )*(?:function|class|interface|type|const|let|def) ([\w$]+)/
/** A method whose parameters are all on its first line. */
const method = /^\s+(?:async |static )*(#?[\w$]+)\(.*\)(?:: .+)? \{$/

/**
 * Extracts a code excerpt from a source file. The part must match exactly once: after a rename the
 * build fails instead of showing the wrong code.
 * @param source formatted so that a block ends at the indentation of the line that opens it
 * @param part `declaration`: the name of a function, method, class, type or constant, from its
 * first line to its last; `from`, `to`: texts that stand on the first and on the last line
 * @throws Error with the text and its number of matches
 */
export function excerpt(source: string, part: Part): Excerpt {
  const lines = source.split('\n')
  const [first, last] =
    'declaration' in part
      ? declaredLines(lines, part.declaration)
      : linesBetween(lines, part.from, part.to)
  return {
    code: withoutIndentation(lines.slice(first, last + 1)),
    firstLine: first + 1,
    lastLine: last + 1,
  }
}

function linesBetween(lines: readonly string[], from: string, to: string): [number, number] {
  const first = onlyLine(lines, (line) => line.includes(from), `"${from}"`)
  const rest = lines.slice(first)
  return [first, first + onlyLine(rest, (line) => line.includes(to), `"${to}" after "${from}"`)]
}

function declaredLines(lines: readonly string[], name: string): [number, number] {
  const first = onlyLine(
    lines,
    (line) => declaration.exec(line)?.[1] === name || method.exec(line)?.[1] === name,
    `a declaration of "${name}"`,
  )
  return [first, lastOfBlock(lines, first)]
}

function lastOfBlock(lines: readonly string[], first: number): number {
  const depth = indentation(lines[first] ?? '')
  let last = first
  for (const [offset, line] of lines.slice(first + 1).entries()) {
    if (line.trim() === '') continue
    const closes = indentation(line) === depth && /^\s*[\])}]/.test(line)
    if (indentation(line) <= depth && !closes) break
    last = first + 1 + offset
    // `): URL {` closes the parameters and opens the body.
    if (closes && !/[[({:]$/.test(line)) break
  }
  return last
}

function onlyLine(
  lines: readonly string[],
  fits: (line: string) => boolean,
  wanted: string,
): number {
  const found = [...lines.keys()].filter((index) => fits(lines[index] ?? ''))
  const [only] = found
  if (only === undefined || found.length > 1) {
    throw new Error(`excerpt: ${wanted} must be on one line, is on ${found.length}`)
  }
  return only
}

function withoutIndentation(lines: readonly string[]): string {
  const depths = lines.filter((line) => line.trim() !== '').map(indentation)
  const shared = Math.min(...depths)
  return lines.map((line) => line.slice(shared)).join('\n')
}

function indentation(line: string): number {
  return line.length - line.trimStart().length
}
