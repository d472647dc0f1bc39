import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const withServer = process.env.TEST_DATABASE_URL !== undefined
const onBoth = ['**/*.db.test.ts', 'tests/journeys/**/*.test.ts']
/** Where there is a server the journeys and the pages are played on it, twice as fast; these few on the embedded database as well. */
const journeysOnBoth = ['main-way', 'kill', 'seal-kill', 'random', 'random-clocks']
const embedded = withServer
  ? ['**/*.db.test.ts', ...journeysOnBoth.map((name) => `tests/journeys/${name}.test.ts`)]
  : onBoth
const never = ['**/node_modules/**', 'tests/torture/**', 'tests/documents/**', 'tests/pages/**']

/** The journeys first: they take longest, and one that begins last would run alone on its core. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const rank = ({ moduleId }: TestSpecification) =>
      ['/journeys/random', '/journeys/', '/browser/', '.db.test.'].findIndex((part) => moduleId.includes(part)) >>> 0
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

/** Pure tests beside the code; database tests on the embedded database and, where there is one, on a server; journeys on one of them. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // A file leaves nothing behind that another could see; reading the program anew for each would take a third of the time.
    isolate: false,
    globalSetup: 'tests/support/db.ts',
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: ['**/*.test.ts'], exclude: [...never, ...onBoth, 'tests/browser/**'] },
      },
      {
        extends: true,
        test: { name: 'embedded', include: embedded, exclude: never, env: { TONGYU_TEST_STORE: 'embedded' } },
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
        test: {
          ...{ name: 'browser', include: ['tests/browser/**/*.test.ts'], testTimeout: 240_000, hookTimeout: 240_000 },
          env: { TONGYU_TEST_STORE: withServer ? 'postgres' : 'embedded' },
        },
      },
    ],
  },
})
