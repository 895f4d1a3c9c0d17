/**
 * The commands behind `npm start`, `npm test`, `npm run dev` and others. Nothing is installed yet
 * when this starts, and the Node may be old: Node built-ins only.
 */
import { existsSync } from 'node:fs'
import { build, buildIfStale } from './run/build.mjs'
import { installPackages, installTool, isAtLeast, pinnedNode } from './run/install.mjs'
import { StepFailure, endOnSignals, reportFailure, runServer, runShown } from './run/processes.mjs'
import { commandFile, inProject } from './run/project.mjs'
import { runTests } from './run/tests.mjs'

const oldestNode = [20, 19]

const commands = {
  async start(node) {
    await buildIfStale(node)
    return runServer(node, [inProject('src/serve.ts')])
  },
  dev: (node, args) => runServer(node, [commandFile('astro'), 'dev', ...args]),
  async build(node) {
    await build(node)
    return 0
  },
  async bench(node, args) {
    await buildIfStale(node)
    await installTool('bench', 'the peers')
    return runShown(node, [inProject('bench/run.mjs'), ...args])
  },
  'test:quick': (node, args) => runTests('test:quick', node, args),
  test: (node, args) => runTests('test', node, args),
  'test:all': (node, args) => runTests('test:all', node, args),
}

async function main([name, ...args]) {
  if (!isAtLeast(process.versions.node, oldestNode)) {
    throw new StepFailure(
      `Genkan needs Node ${oldestNode.join('.')} or newer, this is ${process.versions.node}: install a newer one from nodejs.org.`,
    )
  }
  if (!Object.hasOwn(commands, name ?? '')) {
    const names = Object.keys(commands).join(', ')
    throw new StepFailure(`Say which command to run: node scripts/run.mjs <${names}>`)
  }
  endOnSignals()
  // Before the build, which reads SITE_URL too. Variables that are set win over the file; tests
  // don't read it.
  const isTest = name.startsWith('test')
  if (!isTest && existsSync(inProject('.env'))) process.loadEnvFile(inProject('.env'))
  await installPackages()
  process.exitCode = await commands[name](await pinnedNode(), args)
}

await main(process.argv.slice(2)).catch(reportFailure)
