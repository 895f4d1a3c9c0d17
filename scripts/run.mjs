/**
 * The commands behind `npm start`, `npm test`, `npm run dev`, `build` and `bench`. Nothing is
 * installed yet when this starts, and the Node may be old: Node built-ins only.
 */
import { existsSync } from 'node:fs'
import { build, buildIfStale } from './run/build.mjs'
import { installPackages, installTool } from './run/install.mjs'
import { pinnedNode } from './run/pinned-node.mjs'
import { runShown } from './run/processes.mjs'
import { commandFile, inProject } from './run/project.mjs'
import { serverCommand } from './run/server-command.mjs'
import { StepFailure } from './run/step-failure.mjs'
import { reportFailure } from './run/steps.mjs'

const oldestNode = [20, 19]

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return
  throw new StepFailure(
    `Genkan needs Node ${oldestNode.join('.')} or newer, this is ${process.versions.node}: install a newer one from nodejs.org.`,
  )
}

const commands = {
  async start(node) {
    await buildIfStale(node)
    return runShown(node, serverCommand)
  },
  test: (node) => runShown(node, [inProject('scripts/validate.mjs')]),
  dev: (node, args) => runShown(node, [commandFile('astro'), 'dev', ...args]),
  async bench(node, args) {
    await buildIfStale(node)
    await installTool('bench', 'the peers')
    return runShown(node, [inProject('bench/run.mjs'), ...args])
  },
  async build(node) {
    await build(node)
    return 0
  },
}

async function main([name, ...args]) {
  requireNode()
  if (!Object.hasOwn(commands, name ?? '')) {
    const names = Object.keys(commands).join(', ')
    throw new StepFailure(`Say which command to run: node scripts/run.mjs <${names}>`)
  }
  // Before the build, which wants SITE_URL too. What is set already wins over the file.
  if (name !== 'test' && existsSync(inProject('.env'))) process.loadEnvFile(inProject('.env'))
  await installPackages()
  process.exitCode = await commands[name](await pinnedNode(), args)
}

await main(process.argv.slice(2)).catch(reportFailure)
