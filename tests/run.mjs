/**
 * `npm test`: makes sure a browser is there (browser journeys are never skipped in silence), then runs every test, with
 * `--torture` the long ones, with `--pages` whole scenarios at the pages, with `--documents` those that open each paper in LibreOffice. Ends with one plain line of counts.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { register } from 'tsx/esm/api'

register()
const { ensureBrowser } = await import('./support/browser.ts')
const { builtWeb } = await import('../main/web-build.ts')

const apart = ['torture', 'documents', 'pages'].find((name) => process.argv.includes(`--${name}`))
const rest = process.argv.slice(2).filter((a) => a !== `--${apart}`)
const wanted = rest.length === 0 || apart
let browser = process.env.TONGYU_CHROMIUM
if (wanted) {
  const found = await ensureBrowser()
  if (!found.ok) {
    process.stderr.write(`${found.message}\n`)
    process.exit(1)
  }
  browser = found.path
  // Once and before: two test files that find no page would build into one folder at the same time.
  await builtWeb((text) => process.stdout.write(`${text}\n`))
}
const report = join(mkdtempSync(join(tmpdir(), 'tongyu-tests-')), 'report.json')
const config = apart ? ['--config', `tests/${apart}/vitest.config.ts`] : []
const run = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...config,
    ...rest,
  ],
  { stdio: 'inherit', env: { ...process.env, ...(browser ? { TONGYU_CHROMIUM: browser } : {}) } },
)
try {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
  process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`)
} catch {
  process.stderr.write('the test run left no report\n')
}
process.exit(run.status ?? 1)
