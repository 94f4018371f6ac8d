import { defineConfig } from 'vitest/config'

/** As the server's tests run, but without their database: for tests of nothing but rules. */
export default defineConfig({
  test: {
    pool: 'forks',
    include: ['{src,test}/**/*.test.ts'],
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
})
