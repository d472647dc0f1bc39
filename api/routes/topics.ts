/** 专题: what units watch for, what matched and why, and the look at the last days while one is written. */
import { createRoute } from '@hono/zod-openapi'
import type { UnitTree } from '../../domain/units.ts'
import { addMs, day, shanghaiDay } from '../../domain/time.ts'
import { topicLookBackDays } from '../../domain/topic.ts'
import { type LevelOf, levelsOfArticles } from '../../store/article-levels.ts'
import {
  type MatchRow,
  type Topic,
  topicById,
  topicDays,
  topicList,
  topicMatchList,
  topicsOfArticle,
  topicVersionsOf,
} from '../../store/topics.ts'
import { changeTopic, makeTopic } from '../../workflow/topic/change-topic.ts'
import { may, unitsVisible } from '../../workflow/policy.ts'
import {
  articleTopicsSchema,
  changeTopicRequest,
  doneSchema,
  idParam,
  makeTopicRequest,
  topicDetailSchema,
  type TopicMatchShown,
  topicMatchesQuery,
  topicMatchesSchema,
  topicPreviewRequest,
  topicPreviewSchema,
  type TopicRowShown,
  type TopicRulesShown,
  topicsQuery,
  topicsSchema,
  type TopicShown,
  wordOfCode,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { moveOf } from '../shapes/moves.ts'
import { iso, isoOrNull, unitRef, unitRefOrNull } from '../shapes/units.ts'
import { previewTopic } from '../topic-preview.ts'
import { mayAnywhere, unitsFor, unitsForAny, unitsOfOwnTrees } from '../who.ts'

const tags = ['topics']
const list = createRoute({
  method: 'get',
  path: '/topics',
  tags,
  summary: 'Topics of my units, with their matches of the last 30 days',
  request: { query: topicsQuery },
  responses: listAnswers(topicsSchema, csvSchema),
})
const make = createRoute({
  method: 'post',
  path: '/topics',
  tags,
  summary: 'A new topic; the last 30 days are looked through',
  request: { body: body(makeTopicRequest) },
  responses: answers(doneSchema),
})
const preview = createRoute({
  method: 'post',
  path: '/topics/preview',
  tags,
  summary: 'What a topic would match in the last 30 days, a piece at a time; saves nothing',
  request: { body: body(topicPreviewRequest) },
  responses: answers(topicPreviewSchema),
})
const one = createRoute({
  method: 'get',
  path: '/topics/{id}',
  tags,
  summary: 'One topic with its versions and its matches by day',
  request: { params: idParam },
  responses: answers(topicDetailSchema),
})
const change = createRoute({
  method: 'post',
  path: '/topics/{id}/change',
  tags,
  summary: 'The next version of a topic; it counts from the next article on',
  request: { params: idParam, body: body(changeTopicRequest) },
  responses: answers(doneSchema),
})
const matches = createRoute({
  method: 'get',
  path: '/topics/{id}/matches',
  tags,
  summary: 'Articles that match, with why, newest first',
  request: { params: idParam, query: topicMatchesQuery },
  responses: listAnswers(topicMatchesSchema, csvSchema),
})
const ofArticle = createRoute({
  method: 'get',
  path: '/articles/{id}/topics',
  tags,
  summary: 'Topics of my units that an article matches, with why',
  request: { params: idParam },
  responses: answers(articleTopicsSchema),
})

export function topicRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  const firstDay = () => addMs(now(), -(topicLookBackDays - 1) * day)
  const since = () => new Date(`${shanghaiDay(firstDay())}T00:00:00+08:00`)
  app.openapi(list, async (c) => {
    const unitIds = unitsFor(c, 'view-flags')
    const { format, active, ...filter } = c.req.valid('query')
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}
    const isActive = active === undefined ? undefined : active === 'true'
    const asked = { ...filter, ...slice, unitIds, since: since(), active: isActive }
    const { items, total } = await topicList(db, asked)
    const tree = c.get('tree')
    const shown = items.map((row) => ({
      ...topicShown(row, tree),
      matches: row.matches,
      lastMatchAt: isoOrNull(row.lastMatchAt),
    }))
    if (format === 'csv') return csvFile(c, 'topics', topicColumns, shown)
    const moves = [moveOf('make', mayAnywhere(c, 'edit-topics'))]
    const units = unitsVisible(c.get('actor'), 'edit-topics', tree)
      .filter((id) => tree.bureauOf(id)?.id === id)
      .map((id) => unitRef(tree, id))
    return c.json({ items: shown, total, page: filter.page, pageSize: filter.pageSize, moves, units }, 200)
  })
  app.openapi(make, async (c) => {
    const { id } = orRefuse(await makeTopic(db, c.req.valid('json'), { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(preview, async (c) => {
    unitsFor(c, 'edit-topics')
    return c.json(await previewTopic(db, c.req.valid('json'), now()), 200)
  })
  app.openapi(one, async (c) => {
    const topic = await shownTopic(c.req.valid('param').id, unitsFor(c, 'view-flags'))
    const versions = await topicVersionsOf(db, topic.id)
    const counted = new Map((await topicDays(db, topic.id, since())).map((row) => [row.day, row.count]))
    const days = Array.from({ length: topicLookBackDays }, (_, at) => shanghaiDay(addMs(firstDay(), at * day)))
    const right = may(c.get('actor'), 'edit-topics', { unitId: topic.unitId, tree: c.get('tree') })
    return c.json(
      {
        topic: topicShown(topic, c.get('tree')),
        versions: versions.map(({ n, name, rules, active, patternsOff, review, tell, at, userName }) => ({
          ...{ n, name, rules: rulesShown(rules), active, patternsOff, review, tell, at: iso(at), by: userName },
        })),
        days: days.map((on) => ({ day: on, count: counted.get(on) ?? 0 })),
        moves: [moveOf('change', right)],
      },
      200,
    )
  })
  app.openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    await shownTopic(id, unitsFor(c, 'view-flags'))
    orRefuse(await changeTopic(db, { ...c.req.valid('json'), id }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(matches, async (c) => {
    const topic = await shownTopic(c.req.valid('param').id, unitsFor(c, 'view-flags'))
    const { format, from, to, level, ...filter } = c.req.valid('query')
    const own = unitsOfOwnTrees(c.get('actor'), c.get('tree'))
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}
    const span = { from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined }
    const { items, total } = await topicMatchList(db, {
      ...{ ...filter, ...slice, ...span, topicId: topic.id },
      level: level && { is: level, unitIds: own },
    })
    const levelOf = await levelsOfArticles(
      db,
      items.map((m) => m.articleId),
      own,
    )
    const shown = items.map((m) => matchShown(m, levelOf))
    if (format === 'csv') return csvFile(c, 'topic-matches', matchColumns, shown)
    return c.json({ items: shown, total, page: filter.page, pageSize: filter.pageSize }, 200)
  })
  app.openapi(ofArticle, async (c) => {
    unitsForAny(c, 'view-flags', 'view-incidents')
    const unitIds = unitsVisible(c.get('actor'), 'view-flags', c.get('tree'))
    const found = await topicsOfArticle(db, c.req.valid('param').id, unitIds)
    const items = found.map(({ match, topic }) => ({
      topic: { id: topic.id, name: topic.name, unit: unitRefOrNull(c.get('tree'), topic.unitId) },
      n: match.n,
      reasons: match.reasons,
    }))
    return c.json({ items }, 200)
  })
  return app

  async function shownTopic(id: string, unitIds: string[]): Promise<Topic> {
    const topic = await topicById(db, id)
    if (!topic || !unitIds.includes(topic.unitId)) throw notFound()
    return topic
  }
}

const rulesShown = (rules: Topic['rules']): TopicRulesShown => ({
  ...rules,
  languages: rules.languages as TopicRulesShown['languages'],
})

const topicShown = (topic: Topic, tree: UnitTree): TopicShown => ({
  ...{ id: topic.id, unit: unitRefOrNull(tree, topic.unitId), name: topic.name, n: topic.n },
  ...{ rules: rulesShown(topic.rules), active: topic.active, patternsOff: topic.patternsOff },
  ...{ review: topic.review, tell: topic.tell, changedAt: iso(topic.changedAt) },
  scan: { looked: topic.scanned, total: topic.scanTotal, endedAt: isoOrNull(topic.scanEndedAt) },
})

const matchShown = (
  { id, n, reasons, seenAt, article: { judgedVersionId, ...article }, outletName }: MatchRow,
  levelOf: LevelOf,
): TopicMatchShown => ({
  ...{ id, n, reasons, seenAt: iso(seenAt), outlet: outletName },
  article: {
    ...{ ...article, publishedAt: isoOrNull(article.publishedAt) },
    riskLevel: levelOf({ id: article.id, judgedVersionId }),
  },
})

function topicColumns({ say }: FileSpeech) {
  const list = (words: string[]) => words.join(say('、', ', '))
  return [
    { title: say('专题', 'Topic'), value: (t: TopicRowShown) => t.name },
    { title: say('单位', 'Unit'), value: (t: TopicRowShown) => t.unit?.name ?? null },
    {
      title: say('状态', 'State'),
      value: (t: TopicRowShown) => (t.active ? say('启用', 'In use') : say('停用', 'Off')),
    },
    { title: say('必含词', 'All of these words'), value: (t: TopicRowShown) => list(t.rules.must) },
    { title: say('任一词', 'Any of these words'), value: (t: TopicRowShown) => list(t.rules.any) },
    { title: say('排除词', 'None of these words'), value: (t: TopicRowShown) => list(t.rules.exclude) },
    { title: say('正则表达式', 'Regular expressions'), value: (t: TopicRowShown) => t.rules.patterns.join('\n') },
    { title: say('近30天匹配', 'Matches, last 30 days'), value: (t: TopicRowShown) => t.matches },
    { title: say('最近匹配', 'Newest match'), value: (t: TopicRowShown) => instantCell(t.lastMatchAt) },
    { title: say('修改时间', 'Changed'), value: (t: TopicRowShown) => instantCell(t.changedAt) },
  ]
}

function matchColumns({ say, words }: FileSpeech) {
  const found = (m: TopicMatchShown) => m.reasons.map((r) => `${r.word}×${r.count}`).join(say('、', ', '))
  return [
    { title: say('标题', 'Title'), value: (m: TopicMatchShown) => m.article.title },
    { title: say('媒体', 'Outlet'), value: (m: TopicMatchShown) => m.outlet },
    { title: say('首次发现', 'First seen'), value: (m: TopicMatchShown) => instantCell(m.seenAt) },
    { title: say('发布时间', 'Published'), value: (m: TopicMatchShown) => instantCell(m.article.publishedAt) },
    { title: say('等级', 'Level'), value: (m: TopicMatchShown) => wordOfCode(words.risk, m.article.riskLevel) },
    { title: say('匹配内容', 'What matched'), value: found },
    { title: say('专题版本', 'Version of the topic'), value: (m: TopicMatchShown) => m.n },
    { title: say('网址', 'Address'), value: (m: TopicMatchShown) => m.article.url },
  ]
}
