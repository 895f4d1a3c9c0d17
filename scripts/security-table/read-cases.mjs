import { readFileSync } from 'node:fs'
import ts from 'typescript'

/**
 * The cases of a test file, read from its source: each `it`, and each row of an `it.each`.
 * @returns names as a run shows them, with the `describe` blocks around; a table that is computed
 * is one case, under the title as it is written
 */
export function readCases(path) {
  const text = readFileSync(path, 'utf8')
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const constants = new Map()
  collectConstants(source, constants)
  return casesIn(source, [], constants)
}

function collectConstants(node, constants) {
  if (ts.isVariableDeclaration(node) && node.initializer) {
    constants.set(node.name.getText(), node.initializer)
  }
  ts.forEachChild(node, (child) => collectConstants(child, constants))
}

function casesIn(node, blocks, constants) {
  const call = ts.isCallExpression(node) ? readCall(node) : undefined
  if (call?.kind === 'describe') {
    const body = node.arguments.at(1)
    return rowsOf(call, constants).flatMap((title) => casesIn(body, [...blocks, title], constants))
  }
  if (call) return rowsOf(call, constants).map((title) => ({ blocks, title }))
  const found = []
  ts.forEachChild(node, (child) => void found.push(...casesIn(child, blocks, constants)))
  return found
}

/** `it('…')`, `it.concurrent('…')`, `describe('…')` or one of them with `.each(table)`. */
function readCall({ expression, arguments: [first] }) {
  if (first === undefined || !ts.isStringLiteralLike(first)) return undefined
  const isEach = ts.isCallExpression(expression)
  const callee = isEach ? expression.expression : expression
  const match = /^(it|test|describe)((?:\.\w+)*)$/.exec(callee.getText())
  if (!match || match[2].includes('.each') !== isEach) return undefined
  const kind = match[1] === 'describe' ? 'describe' : 'it'
  return { kind, title: first.text, table: isEach ? expression.arguments[0] : undefined }
}

function rowsOf({ title, table }, constants) {
  if (table === undefined) return [title]
  const rows = elementsOf(table, constants)
  if (rows === undefined) return [title]
  return rows.map((row) => fill(title, ts.isArrayLiteralExpression(row) ? row.elements : [row]))
}

/** The rows of a table that is written out, here or in a constant of the file. */
function elementsOf(node, constants) {
  const value = unwrapped(node)
  if (ts.isIdentifier(value)) {
    const constant = constants.get(value.text)
    return constant && elementsOf(constant, constants)
  }
  if (!ts.isArrayLiteralExpression(value)) return undefined
  const parts = value.elements.map((element) =>
    ts.isSpreadElement(element) ? elementsOf(element.expression, constants) : [unwrapped(element)],
  )
  return parts.includes(undefined) ? undefined : parts.flat()
}

function unwrapped(node) {
  const isWrapper =
    ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)
  return isWrapper ? unwrapped(node.expression) : node
}

/** Puts the values of a row in for `%s`, `%j` and `$name`, as far as they are written out. */
function fill(title, values) {
  const rest = [...values]
  const filled = title.replaceAll(/%(?:\.\d+)?[sdij]/g, (place) => {
    const value = rest.shift()
    return value === undefined ? place : shown(value, place.endsWith('j'))
  })
  const members = values
    .filter(ts.isObjectLiteralExpression)
    .flatMap(({ properties }) => properties)
  return filled.replaceAll(/\$(\w+)/g, (place, name) => {
    const member = members.find((property) => property.name?.getText() === name)
    return member && ts.isPropertyAssignment(member) ? shown(member.initializer, false) : place
  })
}

function shown(node, quoted) {
  if (!ts.isStringLiteralLike(node)) return node.getText().replaceAll(/\s+/g, ' ')
  return quoted ? JSON.stringify(node.text) : node.text
}
