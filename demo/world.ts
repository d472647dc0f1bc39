/**
 * The demo world: eight invented outlets on localhost, each its own host, and the hand that publishes in them.
 * Composition only: what is in print is newsroom.ts, pages are outlets/, HTTP is host.ts. It never asks another host.
 */
import type { OriginClass, OutletKind } from '../domain/article.ts'
import { shanghaiDay } from '../domain/time.ts'
import { background } from './background.ts'
import { type Host, openHost, requestLog, type SeenRequest } from './host.ts'
import { checkArticles, createNewsroom, type Newsroom } from './newsroom.ts'
import type { DemoArticle, DemoSource, Edition, Outlet, OutletKey, Printed, Reply, Withdrawal } from './outlet.ts'
import { guijiang } from './outlets/guijiang.ts'
import { huanan } from './outlets/huanan.ts'
import { juhe } from './outlets/juhe.ts'
import { liujiang } from './outlets/liujiang.ts'
import { meridian } from './outlets/meridian.ts'
import { weigang } from './outlets/weigang.ts'
import { yongjiang } from './outlets/yongjiang.ts'
import { youjiang } from './outlets/youjiang.ts'
import { demoScript } from './script.ts'

export type WorldOptions = {
  /** The world's clock; it alone decides what is in print. Default: the real one. */
  now?: () => Date
  /** First of eight ports in a row; 0 = any free ones. */
  port?: number
  /** Instead of the demo's script; background articles are always there. */
  articles?: DemoArticle[]
  /** How long the slow page takes. */
  slowMs?: number
}

export type WorldOutlet = {
  key: string
  name: string
  kind: OutletKind
  origin: OriginClass
  baseUrl: string
  sources: DemoSource[]
}

export type World = Omit<Newsroom, 'versionOf' | 'withdrawalOf' | 'startScript'> & {
  outlets: WorldOutlet[]
  /** The script in order of publication, without the background. */
  articles: DemoArticle[]
  /** Returns the moment of the last event. */
  startScript(options?: { speed?: number }): Date
  /** The address an article has or will have. */
  articleUrl(key: string): string
  /** From now on the outlet's robots.txt forbids everything. */
  forbid(key: OutletKey): void
  /** The newest requests, oldest first, at most 10,000. */
  requestsSeen(): SeenRequest[]
  close(): Promise<void>
}

const outlets: Outlet[] = [guijiang, huanan, yongjiang, meridian, weigang, liujiang, juhe, youjiang]

/** Opens all outlets; when one port is taken, closes what it opened and throws. Unsound articles throw (checkArticles). */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const now = options.now ?? (() => new Date())
  const script = options.articles ?? demoScript(now())
  const articles = [...background, ...script]
  checkArticles(articles)
  const newsroom = createNewsroom(articles, now)
  const openedOn = shanghaiDay(now()).replaceAll('-', '')
  const hosts = new Map<OutletKey, Host>()
  const log = requestLog()
  const closed = new Set<OutletKey>()

  const pathOf = (article: DemoArticle): string =>
    outletOf(article.outlet).articlePath(numberOf(article), openedOn, article.forbidden ?? false)
  const numberOf = (article: DemoArticle): number => 1001 + articles.indexOf(article)
  const articleUrl = (key: string): string => {
    const article = articles.find((each) => each.key === key)
    if (!article) throw new Error(`The demo world has no article "${key}".`)
    return hosts.get(article.outlet)!.baseUrl + pathOf(article)
  }

  const printed = (article: DemoArticle): Printed[] => {
    const version = newsroom.versionOf(article.key)
    if (!version) return []
    const { title, paragraphs, publishedAt } = version
    return [
      {
        key: article.key,
        number: numberOf(article),
        title,
        paragraphs,
        publishedAt,
        byline: article.byline,
        editor: article.editor,
        sourceLine: article.sourceLine ?? outletOf(article.outlet).name,
        sourceUrl: article.reprintOf ? articleUrl(article.reprintOf) : '',
        path: pathOf(article),
      },
    ]
  }

  const editionOf = (outlet: Outlet): Edition => ({
    baseUrl: hosts.get(outlet.key)!.baseUrl,
    slowMs: options.slowMs ?? 3_000,
    articles: articles
      .filter((article) => article.outlet === outlet.key)
      .flatMap(printed)
      .sort((one, other) => other.publishedAt.getTime() - one.publishedAt.getTime() || other.number - one.number),
  })

  /** What an address says whose article was withdrawn. A 404 is what everything unknown gets. */
  const goneReply = (outlet: Outlet, url: URL): Reply | null => {
    const article = articles.find(
      (each) =>
        each.outlet === outlet.key && pathOf(each).split('?')[0] === url.pathname && newsroom.withdrawalOf(each.key),
    )
    const how = article && newsroom.withdrawalOf(article.key)
    return how && how !== 'not_found' ? farewells[how] : null
  }

  const close = async () => {
    await Promise.all([...hosts.values()].map((host) => host.close()))
  }

  try {
    for (const [at, outlet] of outlets.entries())
      hosts.set(
        outlet.key,
        await openHost({
          outlet: outlet.key,
          port: options.port ? options.port + at : 0,
          now,
          onRequest: log.add,
          reply: (url) =>
            closed.has(outlet.key) && url.pathname === '/robots.txt'
              ? { type: 'text/plain', body: 'User-agent: *\nDisallow: /\n' }
              : (goneReply(outlet, url) ?? replyOf(outlet, url, editionOf(outlet))),
        }),
      )
  } catch (error) {
    await close()
    throw error
  }

  const { versionOf: _, withdrawalOf: __, startScript, ...byHand } = newsroom
  return {
    ...byHand,
    outlets: outlets.map((outlet) => described(outlet, hosts.get(outlet.key)!.baseUrl)),
    articles: script,
    startScript: ({ speed = 1 } = {}) => startScript(speed),
    articleUrl,
    forbid: (key) => void closed.add(key),
    requestsSeen: log.all,
    close,
  }
}

const farewells: Record<Exclude<Withdrawal, 'not_found'>, Reply> = {
  notice: {
    type: 'text/html',
    body: '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>提示信息</title></head><body><div class="tip"><p>抱歉，您访问的文章不存在或已被删除。</p><p><a href="/">返回首页</a></p></div></body></html>',
  },
  front_page: { status: 302, type: 'text/html', location: '/', body: '' },
  broken: { status: 503, type: 'text/html', body: '<h1>503</h1>' },
}

function outletOf(key: OutletKey): Outlet {
  const outlet = outlets.find((each) => each.key === key)
  if (!outlet) throw new Error(`The demo world has no outlet "${key}".`)
  return outlet
}

function described(outlet: Outlet, baseUrl: string): WorldOutlet {
  const { key, name, kind, origin } = outlet
  const sources = outlet.sources.map(({ path, ...source }) => ({ ...source, url: baseUrl + path }))
  return { key, name, kind, origin, baseUrl, sources }
}

function replyOf(outlet: Outlet, url: URL, edition: Edition): Reply | null {
  if (url.pathname === '/robots.txt') return { type: 'text/plain', body: outlet.robots }
  // Readers come with and without the tracking parameters of a link: the path alone names the article.
  const article = edition.articles.find((each) => each.path.split('?')[0] === url.pathname)
  return article ? outlet.articlePage(article, edition) : outlet.page(url, edition)
}
