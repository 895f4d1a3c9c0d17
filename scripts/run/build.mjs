import { rmSync } from 'node:fs'
import { fingerprint, isStamped, stamp } from './fingerprint.mjs'
import { runQuietly } from './processes.mjs'
import { commandFile, inProject } from './project.mjs'
import { StepFailure } from './step-failure.mjs'
import { step } from './steps.mjs'

const stampName = '.genkan-build'
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
    rmSync(inProject(`dist/${stampName}`), { force: true })
    const { exitCode, output } = await runQuietly(node, [commandFile('astro'), 'build'], {
      // Vite repeats one about a directive of Astro's own for every page of the guide.
      keep: /\[WARN\](?!.*MODULE_LEVEL_DIRECTIVE)/,
    })
    if (exitCode !== 0) {
      const message =
        'The site could not be built, see the message above. Mend it and run this again.'
      throw new StepFailure(message, { exitCode, output })
    }
  })
  stamp('dist', stampName, wanted)
}

/** Builds the site unless dist/ was built from what is here now. */
export async function buildIfStale(node) {
  if (isStamped('dist', stampName, currentInputs())) {
    console.log('▸ Site: built already')
    return
  }
  await build(node)
}
