import { describe } from 'vitest'
import { adviceFor, findProgram } from '../../scripts/run/programs.mjs'

const python = findProgram('python')

/** Whether a sample that cannot run fails the tests instead of being left out. */
const required = process.env['REQUIRE_SAMPLES'] === '1'

/** `describe` for what needs Python: left out where there is none, unless the samples must run. */
export const describePython = describe.skipIf(python === undefined && !required)

/** The path of a Python that can make virtual environments. */
export function pythonPath(): string {
  if (python === undefined) throw new Error(`REQUIRE_SAMPLES=1, but ${adviceFor(['python'])}`)
  return python
}
