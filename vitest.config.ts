import { getViteConfig } from 'astro/config'
import { defineConfig } from 'vitest/config'

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
            testTimeout: 10_000,
            sequence: { groupOrder: 1 },
          },
        },
        { configFile: false },
      ),
      {
        extends: true,
        test: {
          name: 'protocol',
          include: ['test/protocol/**/*.test.ts'],
          globalSetup: ['test/support/require-build.ts'],
          testTimeout: 20_000,
          hookTimeout: 40_000,
          // Every file has a server of its own.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/require-build.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'guide',
          include: ['test/guide/**/*.test.ts', 'test/deploying/**/*.test.ts'],
          globalSetup: ['test/support/require-build.ts'],
          testTimeout: 60_000,
          hookTimeout: 330_000,
          // One file needs the port 4321, and the shown commands name it.
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
      {
        extends: true,
        test: {
          name: 'samples',
          include: ['test/samples/**/*.test.ts'],
          globalSetup: ['test/support/require-build.ts'],
          testTimeout: 120_000,
          // The first time, packages are installed.
          hookTimeout: 600_000,
          // Their ports are fixed.
          fileParallelism: false,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
})
