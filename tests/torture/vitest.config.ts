import { defineConfig } from 'vitest/config'

/** The long runs, one after another: `npm run torture`. TONGYU_TORTURE_MINUTES bounds the random ones; TONGYU_TEST_STORE=postgres: on a server. */
export default defineConfig({
  test: {
    include: ['tests/torture/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 3 * 3_600_000,
    hookTimeout: 300_000,
    env: { TONGYU_TEST_STORE: process.env.TONGYU_TEST_STORE ?? 'embedded' },
  },
})
