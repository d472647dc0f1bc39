import { defineConfig } from 'vitest/config'

/** `npm run check:documents`: every paper through LibreOffice and through the browser. */
export default defineConfig({
  test: {
    include: ['tests/documents/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    env: { TONGYU_TEST_STORE: 'embedded' },
  },
})
