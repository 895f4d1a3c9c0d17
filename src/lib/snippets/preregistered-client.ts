import { type Stack, exampleRedirectUri, stacks } from '../stacks.ts'

/**
 * The client that the practice provider has ready for a reader's own app. Its secret is printed in
 * the guide: it protects nobody, as the practice people are invented and every answer goes to the
 * reader's own machine.
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
