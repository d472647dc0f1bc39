import { defineConfig } from 'vitest/config'

/** `npm run check:pages`: the scenarios of the requirements as people play them at the pages, about ten minutes. */
export default defineConfig({
  test: {
    include: ['tests/pages/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
})
