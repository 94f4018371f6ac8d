import { defineConfig } from 'vitest/config'

const long = process.env['MAMORI_LONG'] === '1'

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    environment: 'node',
    // Node runs our sources itself, here as in production; vitest transforms nothing.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    globalSetup: ['./test/support/global-setup.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['{src,test,bench,scripts}/**/*.test.ts'],
          testTimeout: long ? 600_000 : 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['web/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
