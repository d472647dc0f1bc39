/**
 * Prints a page of our own making to PDF with the browser that is there. The page has no scripts and asks for nothing: every
 * request is refused. Says which fonts were really used, because an office's own are rarely on a server.
 */
import type { Browser, CDPSession, Page } from 'playwright-core'

export type Printed =
  | { ok: true; pdf: Uint8Array; pages: number; fonts: string[] }
  | { ok: false; why: 'no-browser' | 'failed'; detail: string }
export type Printer = { print: (html: string) => Promise<Printed>; close: () => Promise<void> }

const limits = { timeoutMs: 60_000, maxHtml: 8 * 1024 * 1024, jobs: 1 } as const

/** `executablePath`: the Chromium to use, null where there is none. It is started by the first print and kept. */
export function openPrinter({ executablePath }: { executablePath: string | null }): Printer {
  let browser: Promise<Browser> | null = null
  let last: Promise<unknown> = Promise.resolve()
  const started = async (): Promise<Browser> => {
    const known = await browser?.catch(() => null)
    if (known?.isConnected()) return known
    const { chromium } = await import('playwright-core')
    browser = chromium.launch({
      executablePath: executablePath!,
      args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-dev-shm-usage'],
      // Without user namespaces (containers) Chromium has no sandbox of its own; what it is given here is our own text.
      chromiumSandbox: false,
    })
    return browser
  }
  const print = async (html: string): Promise<Printed> => {
    if (executablePath === null) return { ok: false, why: 'no-browser', detail: '' }
    if (html.length > limits.maxHtml)
      return { ok: false, why: 'failed', detail: `longer than ${limits.maxHtml} characters` }
    try {
      const context = await (await started()).newContext({ javaScriptEnabled: false, offline: true })
      try {
        await context.route('**/*', (route) => route.abort())
        const page = await context.newPage()
        page.setDefaultTimeout(limits.timeoutMs)
        await page.setContent(html, { waitUntil: 'load' })
        const fonts = await fontsOf(page)
        const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true })
        return { ok: true, pdf: new Uint8Array(pdf), pages: pagesOf(pdf), fonts }
      } finally {
        await context.close().catch(() => undefined)
      }
    } catch (error) {
      return { ok: false, why: 'failed', detail: error instanceof Error ? error.message.slice(0, 500) : String(error) }
    }
  }
  return {
    // One after another: a browser page costs some 250 MB.
    print: (html) => {
      const next = last.then(() => print(html))
      last = next
      return next
    },
    close: async () => {
      await last
      await (await browser?.catch(() => null))?.close()
    },
  }
}

/** Families that really drew the text, by how many characters they drew, most first. */
async function fontsOf(page: Page): Promise<string[]> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument', { depth: -1 })
  const drawn = new Map<string, number>()
  const visit = async (node: typeof root): Promise<void> => {
    // Text nodes carry the fonts; their parents would count them again.
    if (node.nodeType === 3) {
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId: node.nodeId })
      for (const font of fonts) drawn.set(font.familyName, (drawn.get(font.familyName) ?? 0) + font.glyphCount)
    }
    for (const child of node.children ?? []) await visit(child)
  }
  await visit(root)
  await session.detach()
  return [...drawn].sort(([, a], [, b]) => b - a).map(([name]) => name)
}

const pagesOf = (pdf: Buffer): number => (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length
