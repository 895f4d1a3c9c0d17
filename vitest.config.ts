import { availableParallelism } from 'node:os'
import { getViteConfig } from 'astro/config'
import { defineConfig } from 'vitest/config'

/** Each may run a browser, and the server that it asks. */
const workers = Math.min(availableParallelism(), 4)

/** What runs against the built site. Its files share a server and a browser: test/support/shared.ts. */
const onBuild = {
  globalSetup: ['test/support/require-build.ts'],
  isolate: false,
  maxWorkers: workers,
  sequence: { groupOrder: 2 },
}

export default defineConfig({
  test: {
    retry: 0,
    projects: [
      // Takes Astro components too; the site's own configuration adds nothing that they need.
      getViteConfig(
        {
          test: {
            name: 'unit',
            include: ['test/unit/**/*.test.ts'],
            setupFiles: ['test/support/unit-setup.ts'],
            // Half of the time went into loading the same modules again for each file.
            isolate: false,
            testTimeout: 10_000,
            sequence: { groupOrder: 1 },
          },
        },
        { configFile: false },
      ),
      {
        test: {
          ...onBuild,
          name: 'protocol',
          include: ['test/protocol/**/*.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 40_000,
        },
      },
      {
        test: {
          ...onBuild,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...onBuild,
          name: 'guide',
          include: ['test/guide/**/*.test.ts', 'test/deploying/document.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 330_000,
        },
      },
      {
        test: {
          ...onBuild,
          name: 'samples',
          include: ['test/samples/**/*.test.ts'],
          testTimeout: 120_000,
          // The first time, packages are installed.
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          ...onBuild,
          name: 'services',
          include: ['test/deploying/**/*.test.ts', 'test/services/**/*.test.ts'],
          exclude: ['test/deploying/document.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 330_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
