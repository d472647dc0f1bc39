/** From HTML to an article: crawler/extract.ts on one light tree beside Mozilla Readability on linkedom. */
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { readArticle } from '../crawler/extract.ts'
import { compare, type Measured } from './compare.ts'
import { type Html, savedArticles, worldArticles } from './world-pages.ts'

/** More pages would only make a round longer. */
const mostPages = 60
/** Shorter is a headline, not a text. */
const textFrom = 40

export async function benchExtraction({
  seconds,
  pagesFile,
}: {
  seconds: number
  pagesFile?: string
}): Promise<Measured> {
  const pages = pagesFile ? await savedArticles(pagesFile, mostPages) : await worldArticles()
  const now = new Date()
  const own = ({ html, url }: Html): string => readArticle({ html, url, now }).text
  const withText = { own: pages.filter((p) => own(p).length >= textFrom).length, peer: 0 }
  withText.peer = pages.filter((p) => readByPeer(p).length >= textFrom).length
  return compare(
    {
      name: pagesFile ? 'article extraction, saved pages' : 'article extraction',
      own: { name: 'crawler/extract.ts', pass: () => pages.map(own) },
      peer: { name: 'Readability on linkedom', pass: () => pages.map(readByPeer) },
      items: pages.length,
      item: 'page',
      agreement: `${withText.own} and ${withText.peer} of ${pages.length} pages give ${textFrom} characters or more`,
    },
    seconds,
  )
}

function readByPeer({ html }: Html): string {
  const { document } = parseHTML(html)
  // Readability throws on a document without a body; the peer is measured, not judged.
  try {
    return new Readability(document).parse()?.textContent?.trim() ?? ''
  } catch {
    return ''
  }
}
