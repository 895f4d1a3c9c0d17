import { type Stack, exampleRedirectUri, stacks } from '../stacks.ts'

/**
 * The preregistered client of the practice provider, for readers' apps. Its secret is public, in
 * the guide: the practice people are invented, and every redirect URI is on the reader's machine.
 */
export const practiceClient = {
  clientId: 'my-app.apps.genkan.practice',
  clientSecret: 'practice-secret-known-to-everybody',
  /** Shown on the practice provider's screens. */
  name: 'My app',
  redirectUris: Object.fromEntries(
    stacks.map((stack) => [stack, exampleRedirectUri(stack)]),
  ) as Readonly<Record<Stack, string>>,
} as const
