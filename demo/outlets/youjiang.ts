/** 右江晚报: the trouble spot. Its main list was rebuilt and no longer fits its selectors; its second one is slow. */
import type { Edition, Outlet, Printed, Reply } from '../outlet.ts'
import { escapeMarkup as esc, minuteTime } from '../markup.ts'

export const youjiang: Outlet = {
  key: 'youjiang',
  name: '右江晚报',
  kind: 'newspaper',
  origin: 'domestic',
  robots: 'User-agent: *\nDisallow: /print/\n',
  sources: [
    {
      name: '头版(已改版)',
      kind: 'list',
      path: '/front.html',
      settings: { item: 'ul.old-list li', link: 'a' },
      expected: 'no_items',
    },
    {
      name: '夜读(响应慢)',
      kind: 'list',
      path: '/night.html',
      settings: { item: 'ul.night li', link: 'a', date: 'i' },
      expected: 'items',
    },
  ],
  articlePath: (number, day, forbidden) => `/${forbidden ? 'print' : 'html'}/${day}/content_${number}.html`,
  articlePage,
  page: (url, edition) => {
    if (url.pathname === '/' || url.pathname === '/front.html') return front(edition)
    if (url.pathname === '/night.html') return night(edition)
    return null
  },
}

/** Since the rebuild the cards are clickable boxes without a single link: the new front page is drawn for fingers. */
function front({ articles }: Edition): Reply {
  const cards = articles.map(
    (article) => `<div class="card-v2" data-href="${esc(article.path)}"><span>${esc(article.title)}</span></div>`,
  )
  return page('右江晚报', `<div class="front-v2">${cards.join('\n')}</div>`)
}

function night({ articles, slowMs }: Edition): Reply {
  const lines = articles.map(
    (article) =>
      `<li><a href="${esc(article.path)}">${esc(article.title)}</a> <i>${minuteTime(article.publishedAt)}</i></li>`,
  )
  return { ...page('夜读-右江晚报', `<ul class="night">${lines.join('\n')}</ul>`), delayMs: slowMs }
}

function articlePage(article: Printed): Reply {
  return page(
    `${article.title}-右江晚报`,
    `<founder-content><h1>${esc(article.title)}</h1>
<p class="info">${minuteTime(article.publishedAt)}　来源：${esc(article.sourceLine)}　记者 ${esc(article.byline)}</p>
<div id="ozoom">${article.paragraphs.map((paragraph) => `<p>　　${esc(paragraph)}</p>`).join('\n')}</div>
<p>责编：${esc(article.editor)}</p></founder-content>`,
  )
}

function page(title: string, body: string): Reply {
  return {
    type: 'text/html',
    body: `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${esc(title)}</title></head>
<body><div class="masthead">右江晚报（演示用虚构媒体）</div>
${body}
</body></html>
`,
  }
}
