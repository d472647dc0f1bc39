/** 維港財經: a Hong Kong paper in traditional Chinese. Pages in Big5, named in header and page; list by cards. */
import type { Edition, Outlet, Printed, Reply } from '../outlet.ts'
import { escapeMarkup as esc, minuteTime } from '../markup.ts'

export const weigang: Outlet = {
  key: 'weigang',
  name: '維港財經',
  kind: 'newspaper',
  origin: 'hk_mo',
  robots: 'User-agent: *\nDisallow: /epaper/\n',
  sources: [
    {
      name: '中國版',
      kind: 'list',
      path: '/china/',
      settings: { item: '.news-item', link: 'h3 a', date: '.date' },
      expected: 'items',
    },
  ],
  articlePath: (number, day, forbidden) => `/${forbidden ? 'epaper' : 'china'}/article/${day}/${number}`,
  articlePage,
  page: (url, edition) => (url.pathname === '/' || url.pathname === '/china/' ? list(edition) : null),
}

function list({ articles }: Edition): Reply {
  const cards = articles.slice(0, 30).map(
    (article) => `<div class="news-item"><h3><a href="${esc(article.path)}">${esc(article.title)}</a></h3>
<p class="lead">${esc((article.paragraphs[0] ?? '').slice(0, 40))}…</p><span class="date">${minuteTime(article.publishedAt)}</span></div>`,
  )
  return big5('中國版 - 維港財經', `<section class="section-list"><h2>中國</h2>\n${cards.join('\n')}\n</section>`)
}

function articlePage(article: Printed, { articles }: Edition): Reply {
  const source = article.sourceUrl
    ? `<a href="${esc(article.sourceUrl)}">${esc(article.sourceLine)}</a>`
    : esc(article.sourceLine)
  const more = articles
    .filter((other) => other.key !== article.key)
    .slice(0, 4)
    .map((other) => `<li><a href="${esc(other.path)}">${esc(other.title)}</a></li>`)
  return big5(
    `${article.title} - 維港財經`,
    `<article><h1>${esc(article.title)}</h1>
<div class="info"><span class="date">${minuteTime(article.publishedAt)}</span> <span class="reporter">記者：${esc(article.byline)}</span> <span class="src">來源：${source}</span></div>
<div class="article-body">
${article.paragraphs.map((paragraph) => `<p>${esc(paragraph)}</p>`).join('\n')}
</div>
<div class="editor">責任編輯：${esc(article.editor)}</div>
<div class="tags"><a href="/tag/china">#中國經濟</a> <a href="/tag/gdp">#GDP</a></div></article>
<div class="also"><h4>其他報道</h4><ul>${more.join('')}</ul></div>
<div class="quote-box">恒指、國指報價延遲最少15分鐘</div>`,
  )
}

function big5(title: string, body: string): Reply {
  return {
    type: 'text/html',
    charset: 'big5',
    body: `<!DOCTYPE html>
<html lang="zh-HK">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=big5">
<title>${esc(title)}</title>
</head>
<body>
<header><a href="/">維港財經</a><nav><a href="/china/">中國</a><a href="/hk/">香港</a><a href="/stock/">股市</a><a href="/property/">地產</a></nav></header>
${body}
<footer>維港財經（示範用虛構媒體） | 免責聲明 | 私隱政策</footer>
</body>
</html>
`,
  }
}
