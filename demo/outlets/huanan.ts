/**
 * 华南门户网: an old portal. Everything in GBK, declared as gb2312 in the page alone (the header names no charset),
 * tables for layout, <br> for paragraphs, tags left open, readers' comments with numbers of their own.
 */
import type { Edition, Outlet, Printed, Reply } from '../outlet.ts'
import { chineseTime, escapeMarkup as esc, minuteTime } from '../markup.ts'

const listItems = 12

export const huanan: Outlet = {
  key: 'huanan',
  name: '华南门户网',
  kind: 'site',
  origin: 'domestic',
  robots: '# robots of the portal\nUser-agent: *\nDisallow: /cgi-bin/\nDisallow: /comment/\n',
  sources: [
    {
      name: '广西频道',
      kind: 'list',
      path: '/gx/index.shtml',
      settings: { item: 'ul.news_list li', link: 'a', date: 'span.date' },
      expected: 'items',
    },
  ],
  articlePath: (number, day, forbidden) => `${forbidden ? '/comment' : '/gx'}/${day}/${number}.shtml`,
  articlePage,
  page: (url, edition) => {
    const list = url.pathname.match(/^\/gx\/index(?:_([2-9]|[1-9]\d))?\.shtml$/)
    if (list) return listPage(Number(list[1] ?? 1), edition)
    if (url.pathname === '/' || url.pathname === '/gx/') return listPage(1, edition)
    return null
  },
}

function listPage(page: number, { articles }: Edition): Reply | null {
  const pages = Math.max(1, Math.ceil(articles.length / listItems))
  if (page > pages) return null
  const lines = articles
    .slice((page - 1) * listItems, page * listItems)
    .map(
      (article) =>
        `<li><span class="date">[${minuteTime(article.publishedAt)}]</span>·<a href="${esc(article.path)}" target=_blank>${esc(article.title)}</a>`,
    )
  const turns = Array.from({ length: pages }, (_, at) =>
    at + 1 === page ? `<b>${at + 1}</b>` : `<a href="index${at === 0 ? '' : `_${at + 1}`}.shtml">${at + 1}</a>`,
  )
  return gbk(
    '广西频道_华南门户网',
    `<table width="960" align=center><tr><td width="660" valign=top>
<div class="path">您的位置：<a href="/">华南门户</a> &gt;&gt; 广西频道</div>
<ul class="news_list">
${lines.join('\n')}
</ul>
<div class="pages">${turns.join(' ')} 共${pages}页</div>
<td width="300" valign=top>${sidebar}
</table>`,
  )
}

function articlePage(article: Printed, { articles }: Edition): Reply {
  const related = articles.filter((other) => other.key !== article.key).slice(0, 5)
  const source = article.sourceUrl
    ? `<a href="${esc(article.sourceUrl)}">${esc(article.sourceLine)}</a>`
    : esc(article.sourceLine)
  return gbk(
    `${article.title}-广西频道-华南门户网`,
    `<table width="960" align=center><tr><td width="660" valign=top>
<div class="path">您的位置：<a href="/">华南门户</a> &gt;&gt; <a href="/gx/index.shtml">广西频道</a> &gt;&gt; 正文</div>
<h1 id="artTitle">${esc(article.title)}</h1>
<div class="artInfo">${chineseTime(article.publishedAt)}　来源：${source}　作者：${esc(article.byline)}　<a href="/comment/${article.number}.html">我要评论(3)</a></div>
<div id="artBody">
${article.paragraphs.map((paragraph) => `　　${esc(paragraph)}<br><br>`).join('\n')}
</div>
<div class="artEdit">(责任编辑：${esc(article.editor)})</div>
<div class="related"><h3>相关新闻</h3><ul>
${related.map((other) => `<li><a href="${esc(other.path)}">${esc(other.title)}</a>`).join('\n')}
</ul></div>
<div class="comments"><h3>网友评论</h3>
<div class="cmt"><b>左江渔夫</b> <i>1楼</i><p>数据在哪里查的？给个出处。</div>
<div class="cmt"><b>大榕树下</b> <i>2楼</i><p>我家米粉店去年营业额下降了12%，不知道算没算进去。</div>
<div class="cmt"><b>路过看看</b> <i>3楼</i><p>沙发都没抢到……</div>
</div>
<td width="300" valign=top>${sidebar}
</table>`,
  )
}

const sidebar = `<div class="hot"><h3>24小时热帖</h3><ul>
<li><a href="/bbs/8801.html">晒晒你家阳台的三角梅</a>
<li><a href="/bbs/8802.html">螺蛳粉加不加鸭脚，吵了三百楼</a>
<li><a href="/bbs/8803.html">周末自驾去哪里人少</a>
</ul></div>
<div class="ad"><img src="/ad/300x250.gif" width=300 height=250 alt="广告"></div>`

function gbk(title: string, body: string): Reply {
  return {
    type: 'text/html',
    charset: 'gbk',
    namesCharset: false,
    body: `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>${esc(title)}</title>
<meta name="keywords" content="广西,新闻,华南门户网">
<script language="javascript" src="/js/top.js"></script>
<style>td{font-size:14px} #artBody{font-size:16px;line-height:180%}</style>
</head>
<body bgcolor="#ffffff">
<div id="top"><a href="/">设为首页</a> | <a href="/">加入收藏</a> | <a href="/cgi-bin/login">登录</a></div>
<div id="menu"><a href="/">首页</a>|<a href="/news/">新闻</a>|<a href="/gx/index.shtml">广西</a>|<a href="/finance/">财经</a>|<a href="/sports/">体育</a>|<a href="/bbs/">论坛</a></div>
${body}
<div id="foot"><hr>华南门户网（演示用虚构媒体） 网站简介 - 广告服务 - 法律声明<br>客服信箱：kf@huanan.example</div>
</body>
</html>
`,
  }
}
