/** Stacks that the guide has a sample for, in `samples/<stack>/`. */
export const stacks = ['streamlit', 'fastapi', 'node'] as const
export type Stack = (typeof stacks)[number]

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
  redirectUris: {
    streamlit: 'http://localhost:8501/oauth2callback',
    fastapi: 'http://localhost:8000/auth/callback',
    node: 'http://localhost:3000/callback',
  } satisfies Record<Stack, string>,
} as const
