/** Search in what the machine has read, and one article. What is kept of it is article-evidence.ts. */
import { createRoute } from '@hono/zod-openapi'
import { levelsOfArticles } from '../../store/article-levels.ts'
import { flagsWhere } from '../../store/flags.ts'
import { searchArticles } from '../../store/search.ts'
import { unitsVisible } from '../../workflow/policy.ts'
import { disputeClaim, mayDispute } from '../../workflow/review/dispute-claim.ts'
import { flagArticle, mayFlagArticle } from '../../workflow/review/flag-article.ts'
import { articleView } from '../article-view.ts'
import {
  type ArticleHit,
  articleDetailSchema,
  articlesQuery,
  articlesSchema,
  disputeRequest,
  doneSchema,
  flagArticleRequest,
  idParam,
  wordOfCode,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { articleRow } from '../shapes/articles.ts'
import { excerptOf, marked, wordsOf } from '../shapes/excerpt.ts'
import { moveOf } from '../shapes/moves.ts'
import { unitsForAny, unitsOfOwnTrees } from '../who.ts'

const tags = ['articles']
const list = createRoute({
  method: 'get',
  path: '/articles',
  tags,
  summary: 'Articles that contain the words, newest first',
  request: { query: articlesQuery },
  responses: listAnswers(articlesSchema, csvSchema),
})
const one = createRoute({
  method: 'get',
  path: '/articles/{id}',
  tags,
  summary: 'One article with versions, claims, findings and its chain of copies',
  request: { params: idParam },
  responses: answers(articleDetailSchema),
})
const flag = createRoute({
  method: 'post',
  path: '/articles/{id}/flag',
  tags,
  summary: "Bring an article to one's own bureau's queue",
  request: { params: idParam, body: body(flagArticleRequest) },
  responses: answers(doneSchema),
})
const dispute = createRoute({
  method: 'post',
  path: '/articles/{id}/disputes',
  tags,
  summary: "Dispute the machine's verdict on one number; it goes to the queue of one's own bureau",
  request: { params: idParam, body: body(disputeRequest) },
  responses: answers(doneSchema),
})
export function articleRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    unitsForAny(c, 'view-flags', 'view-incidents')
    const { format, q = '', outletId, level, from, to, page, pageSize } = c.req.valid('query')
    const own = unitsOfOwnTrees(c.get('actor'), c.get('tree'))
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }
    const found = await searchArticles(db, {
      q,
      outletId,
      level: level && { is: level, unitIds: own },
      from: from ? new Date(from) : undefined,
      to: to ? new Date(to) : undefined,
      ...slice,
    })
    const levelOf = await levelsOfArticles(
      db,
      found.items.map((a) => a.id),
      own,
    )
    const words = wordsOf(q)
    const items = found.items.map((hit) => ({
      ...articleRow(hit, levelOf),
      titleMarked: marked(hit.title, words),
      excerpt: excerptOf(hit.text, words),
    }))
    if (format === 'csv') return csvFile(c, 'articles', columns, items)
    return c.json({ items, total: found.total, totalIsFloor: found.totalIsFloor, page, pageSize }, 200)
  })
  app.openapi(one, async (c) => {
    const unitIds = unitsForAny(c, 'view-flags', 'view-incidents')
    const { id } = c.req.valid('param')
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const view = await articleView(db, { articleId: id, unitIds, actor, tree, now: now() })
    if (!view) throw notFound()
    const flags = await flagsWhere(
      db,
      { articleId: id },
      {
        unitIds: unitsVisible(actor, 'view-flags', tree),
        incidentUnitIds: unitsVisible(actor, 'view-incidents', tree),
      },
    )
    const flaggedFor = flags.map((f) => f.unitId)
    const { clusterId } = view.article
    const moves = [
      moveOf('flag', mayFlagArticle({ clusterId, flaggedFor }, { actor, tree })),
      moveOf('dispute', mayDispute({ article: { clusterId }, flags }, { actor, tree })),
    ]
    return c.json({ ...view, flagIds: flags.map((f) => f.id), moves }, 200)
  })
  app.openapi(flag, async (c) => {
    const { id } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const { flagId } = orRefuse(await flagArticle(db, { articleId: id, reason }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id: flagId }, 200)
  })
  app.openapi(dispute, async (c) => {
    const { id } = c.req.valid('param')
    const input = { ...c.req.valid('json'), articleId: id }
    const { flagId } = orRefuse(await disputeClaim(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id: flagId }, 200)
  })
  return app
}

const columns = ({ say, words }: FileSpeech) => [
  { title: say('标题', 'Title'), value: (a: ArticleHit) => a.title },
  { title: say('媒体', 'Outlet'), value: (a: ArticleHit) => a.outlet.name },
  { title: say('发布时间', 'Published'), value: (a: ArticleHit) => instantCell(a.publishedAt) },
  { title: say('首次发现', 'First seen'), value: (a: ArticleHit) => instantCell(a.firstSeenAt) },
  { title: say('等级', 'Level'), value: (a: ArticleHit) => wordOfCode(words.risk, a.riskLevel) },
  { title: say('网址', 'Address'), value: (a: ArticleHit) => a.url },
]
