import { StepFailure } from './step-failure.mjs'

const seconds = (startedAt) => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`

/** Runs one named step, and says its name before and the time it took after. */
export async function step(name, work) {
  console.log(`▸ ${name}`)
  const startedAt = Date.now()
  try {
    const result = await work()
    console.log(`  ${name}: done in ${seconds(startedAt)}`)
    return result
  } catch (error) {
    console.log(`  ${name}: failed after ${seconds(startedAt)}`)
    throw error
  }
}

/** Ends the process as an error asks: its hidden output, then one line. */
export function reportFailure(error) {
  if (!(error instanceof StepFailure)) {
    console.error(error)
    process.exitCode = 1
    return
  }
  if (error.output) console.error(error.output.trimEnd())
  console.error(`✗ ${error.message}`)
  process.exitCode = error.exitCode
}
