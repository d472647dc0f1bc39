/**
 * People in a real browser, each with a context of their own, signed in through the page itself. Whatever goes wrong in
 * any page (console, script, request) is kept: a test that looks right must also have been quiet.
 */
import { type Browser, chromium, type Page } from 'playwright-core'
import { ensureBrowser } from './browser.ts'
import { housePassword } from './house.ts'

export const desk = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

export type Visitors = {
  /** Opens the address as this person and signs them in on the way. */
  enter(username: string, path: string, size?: { width: number; height: number }): Promise<Page>
  /** What went wrong in any page so far. */
  faults: string[]
  /** Pictures of all open pages, for whoever has to find out why a test failed; the files' names. */
  pictures(folder: string): Promise<string[]>
  close(): Promise<void>
}

/** Starts a browser for the pages at `origin`; fails with advice where there is none. */
export async function openVisitors(origin: string): Promise<Visitors> {
  const found = await ensureBrowser()
  if (!found.ok) throw new Error(found.message)
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] })
  const faults: string[] = []
  let people = 0
  return {
    faults,
    enter: async (username, path, size = desk) => {
      people += 1
      const page = await newPage(browser, { origin, size, address: `192.0.2.${people}` })
      watch(page, username, faults)
      await page.goto(path)
      await page.getByLabel('用户名').fill(username)
      await page.getByLabel('密码').fill(housePassword)
      await page.getByRole('button', { name: '登录' }).click()
      await page.locator('.top-bar').waitFor()
      return page
    },
    pictures: async (folder) => {
      const pages = browser.contexts().flatMap((context) => context.pages())
      return Promise.all(
        pages.map(async (page, at) => {
          const path = `${folder}/page-${at + 1}.png`
          await page.screenshot({ path })
          return path
        }),
      )
    },
    close: () => browser.close(),
  }
}

/** Each person comes from an address of their own, so that the limit of sign-ins per address is nobody's trouble. */
async function newPage(
  browser: Browser,
  { origin, size, address }: { origin: string; size: { width: number; height: number }; address: string },
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Europe/London',
    hasTouch: size.width < 600,
    reducedMotion: 'reduce',
    extraHTTPHeaders: { 'x-forwarded-for': address },
  })
  context.setDefaultTimeout(45_000)
  return context.newPage()
}

/** Being told "sign in first" is how a visit begins, and a page left behind breaks its requests off: neither is a fault. */
function watch(page: Page, who: string, faults: string[]): void {
  page.on('console', (message) => {
    const signedOut = message.location().url.endsWith('/api/me') && message.text().includes('401')
    if ((message.type() === 'error' || message.type() === 'warning') && !signedOut)
      faults.push(`${who}: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => faults.push(`${who}: ${error.stack ?? error.message}`))
}

/** Nothing on the page, nor in one of its panes, reaches beyond its width: a phone would scroll sideways. */
export const fitsWidth = (page: Page): Promise<boolean> =>
  page.evaluate(`[document.documentElement, ...document.querySelectorAll('.pane, .panel')]
    .every((box) => box.scrollWidth <= box.clientWidth)`)
