/**
 * A Chromium for the tests: the configured one, the system's, Playwright's own; or one that is installed now, with
 * Chinese fonts, saying so first. TONGYU_NO_INSTALL=1 forbids installing.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findBrowser, isExecutableFile } from '../../crawler/find-browser.ts'

export type FoundBrowser = { ok: true; path: string } | { ok: false; message: string }

const advice = `The browser journeys need Chromium, and none was found.
  Debian or Ubuntu:  apt-get install chromium fonts-noto-cjk
  elsewhere:         npx playwright-core install chromium
  already there:     set TONGYU_CHROMIUM to its path`

export async function ensureBrowser(): Promise<FoundBrowser> {
  const known = await find()
  if (known) return { ok: true, path: known }
  if (process.env.TONGYU_CHROMIUM)
    return {
      ok: false,
      message: `TONGYU_CHROMIUM names ${process.env.TONGYU_CHROMIUM}, which is no program that can be run.`,
    }
  if (process.env.TONGYU_NO_INSTALL === '1')
    return { ok: false, message: `${advice}\n(TONGYU_NO_INSTALL=1 forbids installing it.)` }
  const say = (text: string) => process.stderr.write(`${text}\n`)
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say(
      'No Chromium found. Installing Debian packages chromium and fonts-noto-cjk (TONGYU_NO_INSTALL=1 forbids this) …',
    )
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env })
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
  } else {
    say('No Chromium found. Asking Playwright to install one (TONGYU_NO_INSTALL=1 forbids this) …')
    spawnSync(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  const installed = await find()
  return installed ? { ok: true, path: installed } : { ok: false, message: advice }
}

/** Playwright's own place is known by Playwright alone. */
async function find(): Promise<string | null> {
  const named = process.env.TONGYU_CHROMIUM
  const found = findBrowser({
    executablePath: named,
    platform: process.platform,
    variables: process.env,
    isExecutable: isExecutableFile,
  })
  if (found || named) return found
  const own = (await import('playwright-core')).chromium.executablePath()
  return isExecutableFile(own) ? own : null
}
