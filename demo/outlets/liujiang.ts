/** 柳江在线: a city site with a plain UTF-8 list. It writes about 柳州 itself and reprints the rest with a source line. */
import type { Edition, Outlet, Printed, Reply } from '../outlet.ts'
import { escapeMarkup as esc, minuteTime } from '../markup.ts'

export const liujiang: Outlet = {
  key: 'liujiang',
  name: '柳江在线',
  kind: 'site',
  origin: 'domestic',
  robots: 'User-agent: *\nDisallow: /admin/\n',
  sources: [
    {
      name: '新闻中心',
      kind: 'list',
      path: '/news/',
      settings: { item: '.list-item', link: 'a.title', date: '.time' },
      expected: 'items',
    },
  ],
  articlePath: (number, day, forbidden) => `/${forbidden ? 'admin' : 'news'}/${day.slice(0, 6)}/${number}.html`,
  articlePage,
  page: (url, edition) => (url.pathname === '/' || url.pathname === '/news/' ? list(edition) : null),
}

function list({ articles }: Edition): Reply {
  // The city's service entries stand in the same kind of list, but outside the news column.
  const items = articles
    .slice(0, 40)
    .map(
      (article) =>
        `<div class="list-item"><a class="title" href="${esc(article.path)}" title="${esc(article.title)}">${esc(article.title)}</a><span class="time">${minuteTime(article.publishedAt)}</span></div>`,
    )
  return utf8(
    '新闻中心-柳江在线',
    `<div class="column">${items.join('\n')}</div>
<div class="services"><a href="/bus/">公交查询</a><a href="/water/">停水公告</a><a href="/job/">招聘信息</a></div>`,
  )
}

function articlePage(article: Printed, { articles }: Edition): Reply {
  const source = article.sourceUrl
    ? `<a href="${esc(article.sourceUrl)}" rel="nofollow">${esc(article.sourceLine)}</a>`
    : esc(article.sourceLine)
  const next = articles.find((other) => other.number < article.number)
  return utf8(
    `${article.title}-柳江在线`,
    `<div class="post">
<h2 class="post-title">${esc(article.title)}</h2>
<div class="post-meta"><span>发布时间：${minuteTime(article.publishedAt)}</span><span>来源：${source}</span><span>作者：${esc(article.byline)}</span><span>浏览次数：<em id="hits">--</em></span></div>
<div class="TRS_Editor">
${article.paragraphs.map((paragraph) => `<p style="text-indent:2em"><span style="font-family:宋体">${esc(paragraph)}</span></p>`).join('\n')}
</div>
<div class="post-foot">责任编辑：${esc(article.editor)}</div>
${next ? `<div class="turn">下一篇：<a href="${esc(next.path)}">${esc(next.title)}</a></div>` : ''}
</div>`,
  )
}

function utf8(title: string, body: string): Reply {
  return {
    type: 'text/html',
    body: `<!DOCTYPE html>
<html lang="zh">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>${esc(title)}</title></head>
<body>
<div class="top-bar">柳江在线 | <a href="/news/">新闻中心</a> | <a href="/life/">生活</a> | <a href="/video/">视频</a></div>
${body}
<div class="bottom">主办：柳江在线编辑部（演示用虚构媒体）</div>
</body>
</html>
`,
  }
}
