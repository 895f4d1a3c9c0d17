import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type TestBrowser, startBrowser } from '../support/browser.ts'
import { buildConfiguration } from '../support/configuration-builder.ts'
import { filledSettings } from '../support/filled-settings.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { lyingProviderTests } from '../support/lying-provider-tests.ts'
import { type SampleApp, startSample } from '../support/sample-app.ts'
import { type SampleFolder, prepareSample } from '../support/sample-folder.ts'
import { runShell } from '../support/shell.ts'
import { webAppTests } from '../support/web-app-tests.ts'
import { commands } from './shown-commands.ts'

const url = 'http://localhost:3000'
const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))

async function prepareNode(): Promise<SampleFolder> {
  const folder = await prepareSample({
    sample: 'node',
    manifest: ['package.json'],
    install: commands.installNode,
  })
  for (const file of ['login.ts', 'sessions.ts', 'server.ts', 'tsconfig.json']) folder.copy(file)
  return folder
}

describe('the Node app', () => {
  let genkan: GenkanServer
  let browser: TestBrowser
  let folder: SampleFolder
  let app: SampleApp | undefined

  beforeAll(async () => {
    folder = await prepareNode()
    genkan = await startGenkan()
    browser = await startBrowser(genkan.url)
    const page = await browser.openPage()
    folder.write('.env', await buildConfiguration(page, '/guide/streamlit/', 'node'))
    app = await startSample({ folder, url, command: commands.runNode })
  })
  afterAll(async () => {
    // Each of them is missing where its own start failed.
    await app?.stop()
    await browser?.close()
    await genkan?.stop()
  })

  webAppTests({
    ...{ url, callback: '/callback' },
    browser: () => browser,
    issuer: () => `${genkan.url}/practice`,
  })

  it('has no type error', async () => {
    const { path: cwd, searchPath } = folder
    await runShell(`node '${compiler}' --project .`, { cwd, searchPath, limitMs: 110_000 })
  })
})

describe('the Node app', () => {
  lyingProviderTests({
    url,
    async start({ issuer, client }) {
      const folder = await prepareNode()
      folder.write('.env', filledSettings('node/.env.example', { issuer, ...client }))
      return startSample({ folder, url, command: commands.runNode })
    },
    alsoRefuses: {
      'an answer in the name of another issuer': { response: { iss: 'https://elsewhere.example' } },
    },
  })
})
