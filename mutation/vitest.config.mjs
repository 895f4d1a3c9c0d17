import { defineConfig } from 'vitest/config'

/** The unit tests of the code that is mutated; a mutant that only some other test kills is alive. */
export default defineConfig({
  test: {
    include: ['test/unit/oidc/**/*.test.ts'],
    setupFiles: ['test/support/unit-setup.ts'],
    testTimeout: 10_000,
    retry: 0,
  },
})
