import { rmSync } from 'node:fs'
import { StepFailure, runQuietly, step } from './processes.mjs'
import { commandFile, fingerprint, inProject, isStamped, stamp } from './project.mjs'

const stampFile = 'dist/.genkan-build'
const inputs = [
  ...['src', 'public', 'samples', 'astro.config.mjs', 'ec.config.mjs', 'tsconfig.json'],
  ...['package.json', 'package-lock.json'],
]
// astro.config.mjs reads these.
const variables = ['SITE_URL', 'HOST', 'PORT']

const currentInputs = () =>
  fingerprint(
    inputs,
    variables.map((name) => process.env[name] ?? null),
  )

/** Builds the site for production and records from what. */
export async function build(node) {
  const wanted = currentInputs()
  await step('Building the site', async () => {
    // A build that fails halfway must not pass for the one before it.
    rmSync(inProject(stampFile), { force: true })
    const { exitCode, output } = await runQuietly(node, [commandFile('astro'), 'build'])
    if (exitCode !== 0) {
      const message =
        'The site could not be built, see the message above. Fix it and run this again.'
      throw new StepFailure(message, { exitCode, output })
    }
    const warnings = output.split('\n').filter((line) => line.includes('[WARN]'))
    // Vite repeats one about a directive of Astro's own for every page of the guide.
    const kept = warnings.filter((line) => !line.includes('MODULE_LEVEL_DIRECTIVE'))
    for (const line of kept) console.log(`  ${line}`)
  })
  stamp(stampFile, wanted)
}

/** Builds the site unless dist/ was built from what is here now. */
export async function buildIfStale(node) {
  if (isStamped(stampFile, currentInputs())) {
    console.log('▸ Site: built already')
    return
  }
  await build(node)
}
