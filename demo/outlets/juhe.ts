/** 每日聚合: reprints what others wrote, sometimes under its own headline. It asks crawlers to wait and locks one path. */
import type { Edition, Outlet, Printed, Reply } from '../outlet.ts'
import { escapeMarkup as esc, minuteTime } from '../markup.ts'

export const juhe: Outlet = {
  key: 'juhe',
  name: '每日聚合',
  kind: 'site',
  origin: 'domestic',
  robots: 'User-agent: *\nCrawl-delay: 1\nDisallow: /vip/\n',
  sources: [
    {
      name: '最新',
      kind: 'list',
      path: '/latest',
      settings: { item: 'section.stream > div', link: 'a', title: 'a b', date: 'small' },
      expected: 'items',
    },
  ],
  articlePath: (number, _day, forbidden) => `/${forbidden ? 'vip' : 'a'}/${number}?from=latest`,
  articlePage,
  page: (url, edition) => (url.pathname === '/' || url.pathname === '/latest' ? list(edition) : null),
}

function list({ articles }: Edition): Reply {
  // Every third entry is an advertisement with a link that leads to no news.
  const entries = articles
    .slice(0, 40)
    .flatMap((article, at) => [
      `<div><a href="${esc(article.path)}"><b>${esc(article.title)}</b></a><small>${minuteTime(article.publishedAt)}</small></div>`,
      ...(at % 3 === 2 ? ['<p class="promo"><a href="/vip/">开通会员，畅读全文</a></p>'] : []),
    ])
  return page('每日聚合 - 最新', `<section class="stream">${entries.join('\n')}</section>`)
}

function articlePage(article: Printed): Reply {
  const source = article.sourceUrl
    ? `<a href="${esc(article.sourceUrl)}">${esc(article.sourceLine)}</a>`
    : esc(article.sourceLine)
  return page(
    article.title,
    `<div class="wrap"><div class="t">${esc(article.title)}</div>
<div class="s">${minuteTime(article.publishedAt)} | 来源：${source} | ${esc(article.byline)}</div>
<div class="c">
${article.paragraphs.map((paragraph) => `<div>${esc(paragraph)}</div>`).join('\n')}
<div class="inline-ad">【广告】手机流量不够用？点此领取体验包</div>
</div>
<div class="e">编辑 ${esc(article.editor)}</div>
<div class="like">猜你喜欢 <a href="/vip/">十大避暑小镇</a> <a href="/vip/">旧手机别扔</a></div></div>`,
  )
}

function page(title: string, body: string): Reply {
  return {
    type: 'text/html',
    body: `<html><head><meta charset="utf8"><title>${esc(title)}</title></head><body>
<div class="nav"><a href="/latest">最新</a><a href="/vip/">会员</a></div>
${body}
<div class="f">每日聚合（演示用虚构媒体）仅提供信息存储空间服务</div></body></html>
`,
  }
}
