/** Meridian Wire: a foreign agency in English. Atom feed with summaries only, dateline, JSON-LD, times in UTC. */
import type { Edition, Outlet, Printed, Reply } from '../outlet.ts'
import { englishDay, escapeMarkup as esc } from '../markup.ts'

export const meridian: Outlet = {
  key: 'meridian',
  name: 'Meridian Wire',
  kind: 'agency',
  origin: 'foreign',
  robots: 'User-agent: *\nDisallow: /terminal/\n',
  sources: [{ name: 'Asia feed', kind: 'feed', path: '/feeds/asia.atom', settings: {}, expected: 'items' }],
  articlePath: (number, day, forbidden) =>
    `/${forbidden ? 'terminal' : 'world'}/china/${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}/idMW${number}/`,
  articlePage,
  page: (url, edition) => {
    if (url.pathname === '/feeds/asia.atom') return feed(edition)
    if (url.pathname === '/') return home(edition)
    return null
  },
}

function feed({ baseUrl, articles }: Edition): Reply {
  const entries = articles.slice(0, 25).map(
    (article) => `  <entry>
    <title type="text">${esc(article.title)}</title>
    <link rel="alternate" type="text/html" href="${esc(baseUrl + article.path)}"/>
    <id>urn:meridian:${article.number}</id>
    <published>${article.publishedAt.toISOString()}</published>
    <updated>${article.publishedAt.toISOString()}</updated>
    <author><name>${esc(article.byline)}</name></author>
    <summary type="text">${esc(article.paragraphs[0] ?? '')}</summary>
  </entry>`,
  )
  const updated = articles[0]?.publishedAt.toISOString() ?? '1970-01-01T00:00:00.000Z'
  return {
    type: 'application/atom+xml',
    etag: true,
    body: `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>Meridian Wire: Asia</title>
  <id>urn:meridian:asia</id>
  <link rel="self" href="${esc(baseUrl)}/feeds/asia.atom"/>
  <updated>${updated}</updated>
${entries.join('\n')}
</feed>
`,
  }
}

function home({ articles }: Edition): Reply {
  const links = articles.map((article) => `<li><a href="${esc(article.path)}">${esc(article.title)}</a></li>`)
  return { type: 'text/html', body: frame('Meridian Wire', '', `<ul>${links.join('\n')}</ul>`) }
}

function articlePage(article: Printed, { baseUrl, articles }: Edition): Reply {
  const [first = '', ...rest] = article.paragraphs
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    datePublished: article.publishedAt.toISOString(),
    author: [{ '@type': 'Person', name: article.byline }],
    publisher: { '@type': 'Organization', name: 'Meridian Wire' },
    inLanguage: 'en',
  }
  const head = `<link rel="canonical" href="${esc(baseUrl + article.path)}">
<meta property="og:title" content="${esc(article.title)}"><meta property="og:site_name" content="Meridian Wire">
<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`
  const more = articles
    .filter((other) => other.key !== article.key)
    .slice(0, 4)
    .map((other) => `<li><a href="${esc(other.path)}">${esc(other.title)}</a></li>`)
  return {
    type: 'text/html',
    etag: true,
    body: frame(
      `${article.title} | Meridian Wire`,
      head,
      `<main><article>
<header><p class="kicker">China</p><h1>${esc(article.title)}</h1>
<p class="byline">By <span rel="author">${esc(article.byline)}</span></p>
<time datetime="${article.publishedAt.toISOString()}">${article.publishedAt.toUTCString()}</time></header>
<div class="body">
<p><span class="dateline">NANNING, China, ${englishDay(article.publishedAt)} (Meridian)</span> - ${esc(first)}</p>
${rest.map((paragraph) => `<p>${esc(paragraph)}</p>`).join('\n')}
<p class="sign-off">Reporting by ${esc(article.byline)}; Editing by ${esc(article.editor)}</p>
</div></article>
<aside><h2>Read next</h2><ul>${more.join('')}</ul></aside>
<div class="newsletter"><h2>The morning file</h2><p>Asia before breakfast, in your inbox.</p><button>Sign up</button></div></main>`,
    ),
  }
}

function frame(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${esc(title)}</title>${head}</head>
<body>
<div class="cookie-banner">We use cookies to keep the site running. <button>Accept</button></div>
<nav><a href="/">World</a> <a href="/">Markets</a> <a href="/">Commodities</a> <a href="/">Sport</a></nav>
${body}
<footer>Meridian Wire (an invented outlet for demonstration). All quotes delayed a minimum of 15 minutes.</footer>
</body>
</html>
`
}
