/** A failure that one sentence explains. `output` is what the failed command printed, if hidden. */
export class StepFailure extends Error {
  constructor(message, { exitCode = 1, output = '' } = {}) {
    super(message)
    this.name = 'StepFailure'
    this.exitCode = exitCode
    this.output = output
  }
}
