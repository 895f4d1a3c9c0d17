import type { LabelName } from './labels.ts'
import type { Part, Picture } from './picture.ts'
import type { StepName } from './steps.ts'

const stages = ['appInformation', 'audience', 'contactInformation', 'finish'] as const

/** The wizard with one open step: those before it are done, those after it are pending. */
function setUp(open: (typeof stages)[number], parts: readonly Part[]): Picture {
  const at = stages.indexOf(open)
  const left: readonly LabelName[] = stages.slice(at + 1)
  return {
    frame: 'screen',
    screen: ['authPlatform', 'getStarted'],
    parts: [
      { kind: 'stages', done: stages.slice(0, at), open },
      ...parts,
      ...(left.length > 0 ? [{ kind: 'stages-left', labels: left } as const] : []),
    ],
  }
}

const newClient = (parts: readonly Part[]): Picture => ({
  frame: 'screen',
  screen: ['authPlatform', 'clients', 'createClient'],
  menu: 'clients',
  parts,
})

const redirectUri = 'http://localhost:8501/oauth2callback'
const next = { kind: 'button', label: 'next', strong: true } as const

/** A simplified drawing of each screen, made from the documentation, not from screenshots. */
export const pictures: Readonly<Record<StepName, Picture>> = {
  project: {
    frame: 'screen',
    screen: ['cloudConsole'],
    parts: [
      { kind: 'selector', label: 'selectProject', spot: true },
      { kind: 'button', label: 'newProject' },
      { kind: 'strokes', count: 2 },
    ],
  },
  platform: {
    frame: 'screen',
    screen: ['authPlatform', 'overview'],
    menu: 'overview',
    menuSpot: true,
    parts: [{ kind: 'strokes', count: 3 }],
  },
  'get-started': {
    frame: 'screen',
    screen: ['authPlatform', 'overview'],
    menu: 'overview',
    parts: [
      { kind: 'strokes', count: 2 },
      { kind: 'button', label: 'getStarted', strong: true, spot: true },
    ],
  },
  'app-information': setUp('appInformation', [
    { kind: 'field', label: 'appName', value: 'My app', spot: true },
    { kind: 'field', label: 'supportEmail', value: 'you@example.com' },
    next,
  ]),
  'user-type': setUp('audience', [
    { kind: 'choice', as: 'radio', label: 'internal' },
    { kind: 'choice', as: 'radio', label: 'external', on: true, spot: true },
    next,
  ]),
  contact: setUp('contactInformation', [
    { kind: 'field', label: 'emailAddresses', value: 'you@example.com', spot: true },
    next,
  ]),
  finish: setUp('finish', [
    { kind: 'choice', as: 'check', label: 'agree', on: true, spot: true },
    { kind: 'button', label: 'create', strong: true },
  ]),
  audience: {
    frame: 'screen',
    screen: ['authPlatform', 'audience'],
    menu: 'audience',
    menuSpot: true,
    parts: [{ kind: 'strokes', count: 3 }],
  },
  'test-users': {
    frame: 'screen',
    screen: ['authPlatform', 'audience'],
    menu: 'audience',
    parts: [
      { kind: 'strokes', count: 2 },
      { kind: 'title', label: 'testUsers' },
      { kind: 'button', label: 'addUsers', plus: true, spot: true },
      { kind: 'strokes', count: 1 },
    ],
  },
  'own-address': {
    frame: 'dialog',
    screen: ['addUsers'],
    parts: [
      { kind: 'field', label: 'emailAddresses', value: 'you@example.com', spot: true },
      { kind: 'button', label: 'save', strong: true },
    ],
  },
  'new-client': {
    frame: 'screen',
    screen: ['authPlatform', 'clients'],
    menu: 'clients',
    parts: [
      { kind: 'button', label: 'createClient', plus: true, spot: true },
      { kind: 'strokes', count: 2 },
    ],
  },
  'application-type': newClient([
    { kind: 'title', label: 'applicationType' },
    { kind: 'choice', as: 'radio', label: 'webApplication', on: true, spot: true },
    { kind: 'choice', as: 'radio', label: 'android' },
    { kind: 'choice', as: 'radio', label: 'desktop' },
  ]),
  'client-name': newClient([
    { kind: 'field', label: 'clientName', value: 'my-app on my machine', spot: true },
    { kind: 'strokes', count: 1 },
  ]),
  'redirect-uri': newClient([
    { kind: 'title', label: 'javaScriptOrigins' },
    { kind: 'strokes', count: 1 },
    { kind: 'field', label: 'redirectUris', value: redirectUri, spot: true },
    { kind: 'button', label: 'addUri', plus: true },
  ]),
  create: newClient([
    { kind: 'strokes', count: 2 },
    { kind: 'button', label: 'create', strong: true, spot: true },
  ]),
  secret: {
    frame: 'dialog',
    screen: ['oauthClientId'],
    parts: [
      { kind: 'row', label: 'clientId', value: '….apps.googleusercontent.com' },
      { kind: 'row', label: 'clientSecret', value: '••••••••••••', once: true, spot: true },
    ],
  },
}
