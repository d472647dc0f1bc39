import { defineConfig } from 'vitest/config'

const withServer = process.env.TEST_DATABASE_URL !== undefined
const onBoth = ['**/*.db.test.ts', 'tests/journeys/**/*.test.ts']
const never = ['**/node_modules/**', 'tests/torture/**']

/** Pure tests beside the code; database tests and journeys on the embedded database and, where there is one, on a server. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: ['**/*.test.ts'], exclude: [...never, ...onBoth, 'tests/browser/**'] },
      },
      {
        extends: true,
        test: { name: 'embedded', include: onBoth, exclude: never, env: { TONGYU_TEST_STORE: 'embedded' } },
      },
      ...(withServer
        ? [
            {
              extends: true as const,
              test: { name: 'postgres', include: onBoth, exclude: never, env: { TONGYU_TEST_STORE: 'postgres' } },
            },
          ]
        : []),
      {
        extends: true,
        test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], testTimeout: 240_000, hookTimeout: 240_000 },
      },
    ],
  },
})
