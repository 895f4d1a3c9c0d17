import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import { type TestBrowser, startBrowser } from '../support/browser.ts'
import { buildConfiguration } from '../support/configuration-builder.ts'
import { filledSettings } from '../support/filled-settings.ts'
import { type GenkanServer, startGenkan } from '../support/genkan-server.ts'
import { lyingProviderTests } from '../support/lying-provider-tests.ts'
import { describePython, pythonPath } from '../support/python.ts'
import { type SampleApp, startSample } from '../support/sample-app.ts'
import { type SampleFolder, prepareSample } from '../support/sample-folder.ts'
import { webAppTests } from '../support/web-app-tests.ts'
import { commands } from './shown-commands.ts'

const url = 'http://localhost:8000'

async function prepareFastapi(): Promise<SampleFolder> {
  const folder = await prepareSample({
    sample: 'fastapi',
    manifest: ['pyproject.toml'],
    install: commands.installFastapi,
    python: pythonPath(),
  })
  folder.copy('main.py')
  return folder
}

function startFastapi(folder: SampleFolder): Promise<SampleApp> {
  const command = commands.runFastapi
  return startSample({ folder, url, command, before: '. .venv/bin/activate' })
}

describePython('the FastAPI app', () => {
  let genkan: GenkanServer
  let browser: TestBrowser
  let app: SampleApp | undefined

  beforeAll(async () => {
    const folder = await prepareFastapi()
    genkan = await startGenkan()
    browser = await startBrowser(genkan.url)
    const page = await browser.openPage()
    folder.write('.env', await buildConfiguration(page, '/guide/streamlit/', 'fastapi'))
    app = await startFastapi(folder)
  })
  afterAll(async () => {
    // Each of them is missing where its own start failed.
    await app?.stop()
    await browser?.close()
    await genkan?.stop()
  })

  webAppTests({
    ...{ url, callback: '/auth/callback' },
    browser: () => browser,
    issuer: () => `${genkan.url}/practice`,
  })
})

describePython('the FastAPI app', () => {
  lyingProviderTests({
    url,
    async start({ issuer, client }) {
      const folder = await prepareFastapi()
      const settings = { issuer, ...client, cookieSecret: randomBytes(32).toString('hex') }
      folder.write('.env', filledSettings('fastapi/.env.example', settings))
      return startFastapi(folder)
    },
  })
})
