/** The title of an article among what a page calls itself: headings, meta tags, JSON-LD, the window title. */
import { elementsNamed, isCalled, type PageTree, rawText, squeeze } from './tree.ts'

const maxTitle = 300

export type TitleHints = {
  meta: (...names: string[]) => string
  headline: string
  /** Lines of the page (its blocks): of the parts of a window title, the one that stands there alone is the headline. */
  printed: ReadonlySet<string>
}

/** A heading that the window title or a meta tag confirms; else the meta tag; else the window title without the site's name. */
export function readTitle(tree: PageTree, { meta, headline, printed }: TitleHints): string {
  const windowTitle = windowTitleOf(tree)
  const stated = withoutSite(meta('og:title', 'twitter:title', 'ArticleTitle') || headline, meta('og:site_name'))
  const headings = tree.elements
    .filter((element) => element.name === 'h1' || element.name === 'h2' || isCalled(element, titleNames))
    .slice(0, 40)
    // A second-rank heading is the title only where the window title begins with it.
    .filter(
      (element) =>
        element.name !== 'h2' || isCalled(element, titleNames) || beginsWith(windowTitle, squeeze(rawText(element))),
    )
    .map((element) => squeeze(rawText(element)))
    .filter((text) => text.length >= 4 && text.length <= maxTitle)
  const confirmed = headings.filter((text) => holds(windowTitle, text) || holds(stated, text) || holds(text, stated))
  const best = confirmed.sort((a, b) => b.length - a.length)[0]
  if (best) return best
  // Electronic papers call every page by the name of the paper.
  if (stated === '' && headings[0] && nameOfSite.test(windowTitle)) return headings[0]
  return (stated || withoutSite(windowTitle, meta('og:site_name'), printed) || headings[0] || '').slice(0, maxTitle)
}

const nameOfSite = /^\S{2,16}(?:日报|晚报|晨报|早报|时报|商报|导报|周报|报|報|网|網|电子版|数字报|门户网站)$/

const titleNames = new Set(['title', 'article-title', 'main-title', 'artibodytitle', 'arti_title', 'news_title'])

/** The window title of a page, squeezed, '' if it has none. */
export function windowTitleOf(tree: PageTree): string {
  const element = elementsNamed(tree, 'title').find(
    ({ parent }) => !parent || !('name' in parent) || parent.name !== 'svg',
  )
  return element ? squeeze(rawText(element).slice(0, 1000)) : ''
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

function holds(whole: string, part: string): boolean {
  const inner = bare(part)
  return inner.length >= 4 && bare(whole).includes(inner)
}

function beginsWith(whole: string, part: string): boolean {
  const start = bare(part)
  return start.length >= 8 && bare(whole).startsWith(start)
}

/** Takes "…_新华网", "… - BBC News", "… | Reuters" apart: the first part unless it is much shorter than another. */
function withoutSite(title: string, siteName: string, printed: ReadonlySet<string> = new Set()): string {
  const text = squeeze(title)
  if (siteName && text.endsWith(siteName)) {
    const cut = text.slice(0, -siteName.length).replace(/[\s\-–—_|·•»:：]+$/, '')
    if (cut.length >= 4) return cut
  }
  const parts = text.split(
    /\s*_+\s*|\s+[-–—|·•»]+\s+|\s*[|｜]\s*|(?<=[\u4e00-\u9fff”"』」！？!?])\s*(?:--|——|-)\s*(?=[\u4e00-\u9fff]{2,12}$)|(?<=^[\u4e00-\u9fff]{2,10})\s*(?:--|-)\s*(?=[\u4e00-\u9fff“《])/,
  )
  const first = parts[0] ?? text
  const alone = parts.filter((part) => part.length >= 6 && printed.has(part)).sort((a, b) => b.length - a.length)[0]
  if (alone) return alone
  if (parts.length < 2) return text
  const longest = parts.reduce((a, b) => (b.length > a.length ? b : a))
  return first.length * 2.5 < longest.length ? longest : first
}
