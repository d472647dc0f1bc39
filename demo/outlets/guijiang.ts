/** 桂江新闻网: a news site with a full RSS 2.0 feed. The feed answers conditional requests and carries one broken item. */
import type { Edition, Outlet, Printed, Reply } from '../outlet.ts'
import { escapeMarkup as esc } from '../markup.ts'
import { shanghaiTime } from '../../domain/time.ts'

const feedItems = 30

export const guijiang: Outlet = {
  key: 'guijiang',
  name: '桂江新闻网',
  kind: 'site',
  origin: 'domestic',
  robots: 'User-agent: *\nDisallow: /search\nDisallow: /member/\n',
  sources: [{ name: '要闻订阅', kind: 'feed', path: '/rss/yaowen.xml', settings: {}, expected: 'items' }],
  articlePath: (number, day, forbidden) => `/${forbidden ? 'member' : 'yaowen'}/${day}/t${day}_${number}.html`,
  articlePage,
  page: (url, edition) => {
    if (url.pathname === '/rss/yaowen.xml') return feed(edition)
    if (url.pathname === '/') return home(edition)
    return null
  },
}

function feed({ baseUrl, articles }: Edition): Reply {
  const newest = articles[0]?.publishedAt
  const items = articles.slice(0, feedItems).map(
    (article) => `  <item>
    <title>${esc(article.title)}</title>
    <link>${esc(baseUrl + article.path)}</link>
    <guid isPermaLink="true">${esc(baseUrl + article.path)}</guid>
    <pubDate>${article.publishedAt.toUTCString()}</pubDate>
    <dc:creator>${esc(article.byline)}</dc:creator>
    <description><![CDATA[<p>${esc(article.paragraphs[0] ?? '')}</p>]]></description>
  </item>`,
  )
  // An advertisement that the site's editors put between the news: no link, no guid, no date.
  const broken = '  <item><title>广告位招租 热线见页脚</title></item>'
  return {
    type: 'application/rss+xml',
    etag: true,
    body: `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>桂江新闻网-要闻</title>
  <link>${esc(baseUrl)}/</link>
  <atom:link href="${esc(baseUrl)}/rss/yaowen.xml" rel="self" type="application/rss+xml"/>
  <description>桂江新闻网要闻频道</description>
  <language>zh-cn</language>
  ${newest ? `<lastBuildDate>${newest.toUTCString()}</lastBuildDate>` : ''}
${items.join('\n')}
${broken}
</channel>
</rss>
`,
  }
}

function home({ articles }: Edition): Reply {
  const links = articles.map((article) => `<li><a href="${esc(article.path)}">${esc(article.title)}</a></li>`)
  return {
    type: 'text/html',
    body: frame({ title: '桂江新闻网', body: `<ul class="home-news">${links.join('\n')}</ul>`, head: feedLink }),
  }
}

const feedLink = '<link rel="alternate" type="application/rss+xml" title="要闻" href="/rss/yaowen.xml">'

function articlePage(article: Printed, { baseUrl, articles }: Edition): Reply {
  const others = articles.filter((other) => other.key !== article.key).slice(0, 6)
  const ranking = others.map(
    (other, at) => `<li><em>${at + 1}</em><a href="${esc(other.path)}">${esc(other.title)}</a></li>`,
  )
  const source = article.sourceUrl
    ? `<a href="${esc(article.sourceUrl)}" target="_blank">${esc(article.sourceLine)}</a>`
    : esc(article.sourceLine)
  const head = `<meta name="author" content="${esc(article.byline)}">
<meta property="og:title" content="${esc(article.title)}">
<meta property="og:type" content="article">
<meta property="article:published_time" content="${shanghaiTime(article.publishedAt).replace(' ', 'T')}+08:00">
<link rel="canonical" href="${esc(baseUrl + article.path)}">${feedLink}`
  return {
    type: 'text/html',
    etag: true,
    body: frame({
      title: `${article.title}_要闻_桂江新闻网`,
      head,
      body: `<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/yaowen/">要闻</a> &gt; 正文</div>
<div class="main clearfix">
<div class="left">
<h1 class="article-title">${esc(article.title)}</h1>
<div class="article-info"><span class="time">${shanghaiTime(article.publishedAt)}</span><span class="source">来源：${source}</span><span class="author">记者：${esc(article.byline)}</span>
<span class="font-size">字号：<a href="javascript:;">大</a> <a href="javascript:;">中</a> <a href="javascript:;">小</a></span></div>
<div class="article-content" id="content">
${article.paragraphs.map((paragraph) => `<p>${esc(paragraph)}</p>`).join('\n')}
</div>
<div class="article-editor">编辑：${esc(article.editor)}</div>
<div class="share">分享到：<a class="icon-wx" href="javascript:;">微信</a><a class="icon-wb" href="javascript:;">微博</a><a href="javascript:print();">打印</a></div>
<div class="statement">声明：本网所载内容版权归桂江新闻网所有，转载请注明来源。</div>
</div>
<div class="right"><h3>热点排行</h3><ol class="rank">${ranking.join('')}</ol>
<div class="ad"><a href="/member/join.html">加入会员，免广告阅读</a></div></div>
</div>`,
    }),
  }
}

function frame({ title, head, body }: { title: string; head: string; body: string }): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="UTF-8">
<title>${esc(title)}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
${head}
<style>.article-title{font-size:26px}.right{float:right;width:300px}</style>
<script>var _stat=_stat||[];_stat.push(['page','yaowen']);</script>
</head>
<body>
<div class="header"><a class="logo" href="/">桂江新闻网</a>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/yaowen/">要闻</a></li><li><a href="/shizheng/">时政</a></li><li><a href="/caijing/">财经</a></li><li><a href="/tiyu/">体育</a></li><li><a href="/wenlv/">文旅</a></li></ul>
<form class="search" action="/search"><input name="q" placeholder="请输入关键字"><button>搜索</button></form></div>
${body}
<div class="footer"><p><a href="/about.html">关于我们</a> | <a href="/contact.html">联系我们</a> | <a href="/copyright.html">版权声明</a></p>
<p>桂江新闻网（演示用虚构媒体） 违法和不良信息举报邮箱：jubao@guijiang.example</p></div>
</body>
</html>
`
}
