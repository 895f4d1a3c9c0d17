import { type Stack, exampleRedirectUri, stacks } from '../stacks.ts'

/**
 * The ready-made client that the practice provider has for readers' apps. Its secret is public,
 * printed in the guide: the accounts are invented, and the redirect URIs lead to the reader's own
 * machine.
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
