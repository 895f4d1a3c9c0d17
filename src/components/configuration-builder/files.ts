import fastapi from '~samples/fastapi/.env.example?raw'
import node from '~samples/node/.env.example?raw'
import streamlit from '~samples/streamlit/.streamlit/secrets.example.toml?raw'
import { exampleSiteUrl, siteCallbackPath } from '../../lib/snippets/placeholders.ts'
import { practiceClient } from '../../lib/snippets/practice-client.ts'
import type { App } from '../../lib/snippets/settings.ts'
import genkan from './genkan.env.example?raw'

interface ConfigurationFile {
  readonly code: string
  readonly lang: 'toml' | 'dotenv'
  /** Where it lies in the app. */
  readonly title: string
  /** As registered with the provider. */
  readonly redirectUri: string
}

const { redirectUris } = practiceClient

/** The file that holds the settings of each app, from the samples that run. */
export const files: Readonly<Record<App, ConfigurationFile>> = {
  streamlit: {
    code: streamlit,
    lang: 'toml',
    title: '.streamlit/secrets.toml',
    redirectUri: redirectUris.streamlit,
  },
  fastapi: { code: fastapi, lang: 'dotenv', title: '.env', redirectUri: redirectUris.fastapi },
  node: { code: node, lang: 'dotenv', title: '.env', redirectUri: redirectUris.node },
  genkan: {
    code: genkan,
    lang: 'dotenv',
    title: '.env',
    redirectUri: exampleSiteUrl + siteCallbackPath,
  },
}
