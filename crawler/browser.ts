/**
 * Pages that only a browser can read. The only file of the crawler that knows Playwright, which is loaded when the first page
 * needs it. The browser goes out through the checked proxy only, keeps nothing between pages, and is started anew when it dies.
 */
import type { Browser, BrowserContext, Page, Response as PageResponse } from 'playwright-core'
import type { HeadersSeen } from '../domain/article.ts'
import { readHttpUrl } from './address.ts'
import { type CheckedProxy, openCheckedProxy, refusalMark } from './checked-proxy.ts'
import { type AddressLookup, checkHost } from './connect.ts'
import { fetchFailure } from './failure.ts'
import { type FetchAnswer, resolveAll } from './fetch.ts'
import { findBrowser, isExecutableFile } from './find-browser.ts'
import { openPlaces, within } from './places.ts'
import { failureOfStatus } from './response.ts'

export type BrowserOptions = {
  userAgent: string
  /** As for the fetch door: hosts that may be private. */
  allowPrivate?: readonly string[]
  /** The configured Chromium (TONGYU_CHROMIUM); without it the usual places are searched, then Playwright's own. */
  executablePath?: string | undefined
  /** PATH and the program folders, as the process was given them. */
  variables?: Record<string, string | undefined>
  now: () => Date
  lookup?: AddressLookup
}

type RenderOptions = {
  /** A selector that appears when the page is ready; without it: when the page is loaded and its text stops growing. */
  waitFor?: string | undefined
  timeoutMs?: number
  /** A PNG of the whole page comes with the answer. */
  screenshot?: boolean
}

export type RenderAnswer = FetchAnswer & { screenshot?: Uint8Array }

export type Renderer = {
  /** Opens the address, lets its scripts run, and gives the resulting document as UTF-8 HTML. Never throws. */
  render: (url: string, options?: RenderOptions) => Promise<RenderAnswer>
  close: () => Promise<void>
}

const browserLimits = {
  pages: 3,
  queue: 100,
  timeoutMs: 20_000,
  maxHtml: 10 * 1024 * 1024,
  settleMs: 5_000,
  maxScreenshotHeight: 12_000,
} as const

const flags = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-dev-shm-usage',
  // WebRTC speaks UDP past any proxy; names are never resolved here.
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
]

/** Opens a renderer. It always opens: whether there is a browser is said, as a failure, by the first render. */
export async function openBrowser(options: BrowserOptions): Promise<Renderer> {
  const lookup = options.lookup ?? resolveAll
  const rules = { allowPrivate: options.allowPrivate ?? [], lookup }
  const places = openPlaces(browserLimits.pages, browserLimits.queue)
  const session = openSession(options, () => openCheckedProxy(rules))
  return {
    render: async (url, how = {}) => {
      const read = readHttpUrl(url)
      if (!read.ok) return failed(fetchFailure('bad_url', { detail: read.why }))
      const refused = await checkHost(read.url, rules)
      if (refused) return failed(refused)
      const free = await places.take()
      if (!free) return failed(fetchFailure('browser_crashed', { detail: 'too many pages are waiting' }))
      try {
        return await renderIn(session, { url: read.url.href, how, options })
      } finally {
        free()
      }
    },
    close: () => session.close(),
  }
}

type Session = {
  browser: () => Promise<Browser | null>
  forget: (browser: Browser) => void
  close: () => Promise<void>
}

/** One browser and one proxy, started when first needed and again after a crash. */
function openSession(options: BrowserOptions, openProxy: () => Promise<CheckedProxy>): Session {
  let starting: Promise<{ browser: Browser; proxy: CheckedProxy } | null> | null = null
  const start = async (): Promise<{ browser: Browser; proxy: CheckedProxy } | null> => {
    const { chromium } = await import('playwright-core')
    const found = findBrowser({
      executablePath: options.executablePath,
      platform: process.platform,
      variables: options.variables ?? {},
      isExecutable: isExecutableFile,
    })
    const own = options.executablePath ? null : chromium.executablePath()
    const executablePath = found ?? (own && isExecutableFile(own) ? own : null)
    if (!executablePath) return null
    const proxy = await openProxy()
    try {
      const isRoot = process.getuid?.() === 0
      const browser = await chromium.launch({
        executablePath,
        args: flags,
        chromiumSandbox: !isRoot,
        timeout: 30_000,
        // Chromium leaves loopback out of its proxy unless told not to.
        proxy: { server: proxy.server, username: proxy.username, password: proxy.password, bypass: '<-loopback>' },
      })
      browser.once('disconnected', () => {
        starting = null
        void proxy.close()
      })
      return { browser, proxy }
    } catch (error) {
      await proxy.close()
      throw error
    }
  }
  return {
    browser: async () => {
      starting ??= start()
      try {
        const started = await starting
        if (!started) starting = null
        return started?.browser ?? null
      } catch (error) {
        starting = null
        throw error
      }
    },
    forget: (browser) => void browser.close().catch(() => {}),
    close: async () => {
      const started = await starting?.catch(() => null)
      await started?.browser.close().catch(() => {})
      await started?.proxy.close()
    },
  }
}

type Job = { url: string; how: RenderOptions; options: BrowserOptions }

async function renderIn(session: Session, job: Job): Promise<RenderAnswer> {
  let browser: Browser | null = null
  let context: BrowserContext | null = null
  try {
    browser = await session.browser()
    if (!browser) return failed(fetchFailure('no_browser', { detail: missing(job.options.executablePath) }))
    context = await browser.newContext({
      userAgent: job.options.userAgent,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      acceptDownloads: false,
      serviceWorkers: 'block',
      permissions: [],
      viewport: { width: 1280, height: 1600 },
    })
    return await within(renderPage(context, job), (job.how.timeoutMs ?? browserLimits.timeoutMs) + 10_000)
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n')[0]! : String(error)
    if (browser && !browser.isConnected()) return failed(fetchFailure('browser_crashed', { detail: message }))
    if (/ERR_TUNNEL_CONNECTION_FAILED|ERR_BLOCKED_BY/.test(message))
      return failed(fetchFailure('private_address', { detail: message }))
    if (/ERR_CERT|ERR_SSL/.test(message)) return failed(fetchFailure('tls', { detail: message }))
    if (/Timeout|took too long/i.test(message)) return failed(fetchFailure('timeout', { detail: message }))
    if (/net::ERR_/.test(message)) return failed(fetchFailure('network', { detail: message }))
    return failed(fetchFailure('browser_crashed', { detail: message }))
  } finally {
    // A context that does not close in time takes its browser with it: the next page gets a new one.
    if (context && browser) {
      const dying = browser
      await within(context.close(), 5_000).catch(() => session.forget(dying))
    }
  }
}

const blockedTypes = new Set(['image', 'media', 'font', 'texttrack', 'eventsource', 'websocket', 'manifest', 'ping'])

async function renderPage(context: BrowserContext, { url, how, options }: Job): Promise<RenderAnswer> {
  const page = await context.newPage()
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}))
  page.on('popup', (popup) => void popup.close().catch(() => {}))
  await page.route('**/*', (route) => {
    const request = route.request()
    const blocked = (!how.screenshot && blockedTypes.has(request.resourceType())) || !readHttpUrl(request.url()).ok
    return (blocked ? route.abort('blockedbyclient') : route.continue()).catch(() => {})
  })
  const timeout = how.timeoutMs ?? browserLimits.timeoutMs
  let last: PageResponse | null = null
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) last = response
  })
  // Chromium calls an error status without a body a failed load; the status still says what happened.
  const answer = await page.goto(url, { waitUntil: 'domcontentloaded', timeout }).catch((error: unknown) => {
    const refused = last as PageResponse | null
    if (refused && refused.status() >= 400) return refused
    throw error
  })
  const fetchedAt = options.now()
  const headers = answer ? await headersOf(answer) : {}
  const status = answer?.status() ?? 200
  // The proxy's own refusal, not the site's: an address that may not be asked.
  if (status === 403 && headers[refusalMark]) return failed(fetchFailure('private_address', { status }))
  const failure = failureOfStatus(status, headers, fetchedAt)
  if (failure) return failed(failure)
  const ready = await settle(page, how.waitFor, timeout)
  const html = await page.content()
  if (html.length > browserLimits.maxHtml) return failed(fetchFailure('too_large', { status }))
  if (!ready)
    return failed(fetchFailure('no_items', { status, detail: `nothing matches ${how.waitFor} after ${timeout} ms` }))
  const screenshot = how.screenshot ? await picture(page) : undefined
  return {
    kind: 'page',
    page: {
      requestedUrl: url,
      finalUrl: page.url(),
      status,
      // The bytes are the document after its scripts ran, not what the server sent.
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
      bytes: Buffer.from(html),
      fetchedAt,
    },
    etag: '',
    lastModified: '',
    movedTo: null,
    ...(screenshot ? { screenshot } : {}),
  }
}

/** Waits until what was asked for is there (false: it never came), or else until the text stops growing. */
async function settle(page: Page, waitFor: string | undefined, timeout: number): Promise<boolean> {
  if (waitFor) {
    return page.waitForSelector(waitFor, { state: 'attached', timeout }).then(
      () => true,
      () => false,
    )
  }
  await page.waitForLoadState('load', { timeout: browserLimits.settleMs }).catch(() => {})
  let before = -1
  for (let look = 0; look < browserLimits.settleMs / 250; look++) {
    const length = await page.evaluate('document.body ? document.body.innerText.length : 0')
    if (length === before && length !== 0) break
    before = Number(length)
    await page.waitForTimeout(250)
  }
  return true
}

async function picture(page: Page): Promise<Uint8Array> {
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'))
  return page.screenshot({
    clip: { x: 0, y: 0, width: 1280, height: Math.min(Math.max(height, 1), browserLimits.maxScreenshotHeight) },
    fullPage: true,
    timeout: 15_000,
  })
}

async function headersOf(answer: PageResponse): Promise<HeadersSeen> {
  return answer.allHeaders().catch(() => ({}))
}

const missing = (named: string | undefined): string =>
  named
    ? `no browser at ${named} (TONGYU_CHROMIUM)`
    : 'no Chromium found: install one (Debian: apt-get install chromium) or name it in TONGYU_CHROMIUM'

const failed = (failure: ReturnType<typeof fetchFailure>): RenderAnswer => ({ kind: 'failed', failure })
