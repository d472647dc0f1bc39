/**
 * 邕江客户端: an app whose web pages are empty shells. A script fetches JSON and draws the list and the article, so that
 * only a reader with a browser sees any text. Links are drawn late on purpose: after the fetch, one tick apart.
 */
import type { Edition, Outlet, Printed, Reply } from '../outlet.ts'

export const yongjiang: Outlet = {
  key: 'yongjiang',
  name: '邕江客户端',
  kind: 'app',
  origin: 'domestic',
  robots: 'User-agent: *\nAllow: /\nDisallow: /account/\n',
  sources: [
    {
      name: '推荐频道',
      kind: 'script_list',
      path: '/',
      settings: { item: '.feed-card', link: 'a', title: 'h2', date: 'time', waitFor: '.feed-card' },
      expected: 'items',
    },
  ],
  articlePath: (number, _day, forbidden) => (forbidden ? `/account/detail/${number}` : `/detail/${number}`),
  articlePage: () => shell,
  page: (url, edition) => {
    if (url.pathname === '/') return shell
    if (url.pathname === '/assets/app.js') return { type: 'text/javascript', body: clientScript, etag: true }
    if (url.pathname === '/api/list') return json(edition.articles.slice(0, 20).map(card))
    if (url.pathname === '/api/detail') return detail(url.searchParams.get('path'), edition)
    return null
  },
}

const shell: Reply = {
  type: 'text/html',
  body: `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>邕江客户端</title><meta name="viewport" content="width=device-width"></head>
<body><div id="app"><p class="loading">加载中…</p></div><noscript>请启用 JavaScript 后浏览。</noscript>
<script src="/assets/app.js"></script></body>
</html>
`,
}

function json(value: unknown): Reply {
  return { type: 'application/json', body: JSON.stringify({ code: 0, data: value }) }
}

function card(article: Printed) {
  return { path: article.path, title: article.title, time: article.publishedAt.getTime() }
}

function detail(path: string | null, { articles }: Edition): Reply | null {
  const article = articles.find((each) => each.path === path)
  if (!article) return null
  const { paragraphs, byline, editor, sourceLine, sourceUrl } = article
  return json({ ...card(article), paragraphs, byline, editor, sourceLine, sourceUrl })
}

/** Draws with textContent only: what the outlet prints is text, never markup. Times are shown in Asia/Shanghai. */
const clientScript = `(function () {
  var app = document.getElementById('app');
  function make(tag, name, text, parent) {
    var node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    (parent || app).appendChild(node);
    return node;
  }
  function stamp(time) { return new Date(time + 8 * 3600e3).toISOString().slice(0, 19).replace('T', ' '); }
  function nav() {
    var bar = make('nav', 'tabs');
    ['推荐', '南宁', '财经', '生活'].forEach(function (name) { make('span', 'tab', name, bar); });
  }
  function list(items) {
    nav();
    items.forEach(function (item, at) {
      setTimeout(function () {
        var box = make('div', 'feed-card');
        var link = make('a', '', '', box);
        link.href = item.path;
        make('h2', '', item.title, link);
        make('time', '', stamp(item.time), box);
      }, at);
    });
  }
  function article(item) {
    document.title = item.title;
    nav();
    var box = make('article', 'detail');
    make('h1', '', item.title, box);
    var meta = make('div', 'meta', '', box);
    make('time', '', stamp(item.time), meta);
    var from = make('span', 'source', '来源：', meta);
    if (item.sourceUrl) make('a', '', item.sourceLine, from).href = item.sourceUrl;
    else from.textContent += item.sourceLine;
    make('span', 'author', '作者：' + item.byline, meta);
    var body = make('div', 'content', '', box);
    item.paragraphs.forEach(function (text) { make('p', '', text, body); });
    make('p', 'editor', '编辑：' + item.editor, box);
    make('div', 'download', '打开邕江客户端，查看更多精彩内容');
  }
  function fail() { app.textContent = '内容不存在或已下线'; }
  var onList = location.pathname === '/';
  fetch(onList ? '/api/list' : '/api/detail?path=' + encodeURIComponent(location.pathname))
    .then(function (response) { return response.ok ? response.json() : Promise.reject(response.status); })
    .then(function (answer) { app.textContent = ''; (onList ? list : article)(answer.data); })
    .catch(fail);
})();
`
