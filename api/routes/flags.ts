/** The review queue, one flag, and what a reviewer says of it. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { levelsOfArticles } from '../../store/article-levels.ts'
import { clocksOf } from '../../store/clocks.ts'
import { flagById, flagQueue, flagsWhere } from '../../store/flags.ts'
import { incidentById } from '../../store/incidents.ts'
import { mayBeAsked } from '../../workflow/correction/draft-correction.ts'
import { may, unitsVisible } from '../../workflow/policy.ts'
import { acknowledgeAlert } from '../../workflow/review/acknowledge-alert.ts'
import { confirmVerdict } from '../../workflow/review/confirm-verdict.ts'
import { mediaPlanInForce, mediaPlanOf } from '../../workflow/plan/media-plan.ts'
import { allowedFlagMoves, isUnreleased, openProposal } from '../../workflow/review/flag.ts'
import { markSuspectedMajor } from '../../workflow/review/mark-suspected-major.ts'
import { overrideNoFault } from '../../workflow/review/override-no-fault.ts'
import { proposeVerdict } from '../../workflow/review/propose-verdict.ts'
import { leakDuty, reportLeak } from '../../workflow/review/report-leak.ts'
import { articleView } from '../article-view.ts'
import {
  confirmVerdictRequest,
  doneSchema,
  flagActionAnswer,
  flagDetailSchema,
  flagsQuery,
  idParam,
  markSuspectedMajorRequest,
  overrideRequest,
  reportLeakAnswer,
  type Story,
  storiesSchema,
  verdictRequest,
  wordOfCode,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { articleRow } from '../shapes/articles.ts'
import { flagShown, mediaPlanShown, reviewShown, storyShown } from '../shapes/flags.ts'
import { moveOf, moveShown } from '../shapes/moves.ts'
import { iso, unitRef } from '../shapes/units.ts'
import { unitsFor, unitsOfOwnTrees } from '../who.ts'

const tags = ['flags']
const list = createRoute({
  method: 'get',
  path: '/flags',
  tags,
  summary: 'Stories to review, each by the most urgent of its flags',
  request: { query: flagsQuery },
  responses: listAnswers(storiesSchema, csvSchema),
})
const one = createRoute({
  method: 'get',
  path: '/flags/{id}',
  tags,
  summary: 'One flag with its article, reasons, claims, chain, reviews and moves',
  request: { params: idParam },
  responses: answers(flagDetailSchema),
})
const acknowledge = createRoute({
  method: 'post',
  path: '/flags/{id}/acknowledge',
  tags,
  summary: 'I have the critical alert: opens or joins an incident, the clock runs',
  request: { params: idParam },
  responses: answers(flagActionAnswer),
})
const mark = createRoute({
  method: 'post',
  path: '/flags/{id}/mark-suspected-major',
  tags,
  summary: 'Mark as suspected major: opens or joins an incident, the clock runs',
  request: { params: idParam, body: body(markSuspectedMajorRequest) },
  responses: answers(flagActionAnswer),
})
const leak = createRoute({
  method: 'post',
  path: '/flags/{id}/report-leak',
  tags,
  summary:
    'A number of an unreleased period may have leaked: the secrecy group is told, nothing of the content is kept',
  request: { params: idParam },
  responses: answers(reportLeakAnswer),
})
const override = createRoute({
  method: 'post',
  path: '/flags/{id}/override-no-fault',
  tags,
  summary: 'Open an event of what was judged true or an opinion: the leading group alone, kept as a deviation',
  request: { params: idParam, body: body(overrideRequest) },
  responses: answers(flagActionAnswer),
})
const verdict = createRoute({
  method: 'post',
  path: '/flags/{id}/verdict',
  tags,
  summary: 'Propose a verdict',
  request: { params: idParam, body: body(verdictRequest) },
  responses: answers(doneSchema),
})
const confirm = createRoute({
  method: 'post',
  path: '/flags/{id}/confirm-verdict',
  tags,
  summary: 'Confirm the proposed verdict',
  request: { params: idParam, body: body(confirmVerdictRequest) },
  responses: answers(doneSchema),
})

export function flagRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  const scopeOf = (c: Pick<Context<ApiEnv>, 'get'>) => ({
    unitIds: unitsFor(c, 'view-flags'),
    incidentUnitIds: unitsVisible(c.get('actor'), 'view-incidents', c.get('tree')),
  })
  const by = (c: Pick<Context<ApiEnv>, 'get'>) => ({ actor: c.get('actor'), at: now() })
  const flagAfter = async (c: Pick<Context<ApiEnv>, 'get'>, id: string, incidentId: string) => {
    const detail = await flagById(db, id, scopeOf(c))
    if (!detail) throw notFound()
    return { incidentId, flag: flagShown(detail.flag, c.get('tree')) }
  }

  app.openapi(list, async (c) => {
    const { format, ...filter } = c.req.valid('query')
    const tree = c.get('tree')
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}
    const queue = await flagQueue(db, { ...filter, ...slice, ...scopeOf(c) })
    const items = queue.items.map((s) => storyShown(s, tree))
    if (format === 'csv') return csvFile(c, 'flags', columns, items)
    const { total, byState, byLevel } = queue
    return c.json({ items, total, page: filter.page, pageSize: filter.pageSize, counts: { byState, byLevel } }, 200)
  })
  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param')
    const scope = scopeOf(c)
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const detail = await flagById(db, id, scope)
    if (!detail) throw notFound()
    const { flag, reviews, version } = detail
    const view = await articleView(db, {
      articleId: flag.articleId,
      versionId: version.id,
      unitIds: [flag.unitId],
      actor,
      tree,
      now: now(),
    })
    if (!view) throw notFound()
    const incident = flag.incidentId ? await incidentById(db, flag.incidentId, scope.incidentUnitIds) : null
    const clocks = incident ? await clocksOf(db, incident.id) : []
    const plan = incident && (await mediaPlanOf(db, incident))
    const runsBy = plan ?? (await mediaPlanInForce(db, tree.rootOf(flag.unitId)?.id ?? flag.unitId))
    const siblings = await flagsWhere(db, { clusterId: flag.clusterId }, scope)
    const levelOf = await levelsOfArticles(
      db,
      siblings.map((s) => s.articleId),
      unitsOfOwnTrees(actor, tree),
    )
    const waitingId = openProposal({ flag, reviews })?.id
    return c.json(
      {
        ...view,
        flag: flagShown(flag, tree),
        reviews: reviews.map((r) => reviewShown(r, { tree, waitingId })),
        incident: incident && { id: incident.id, no: incident.no, title: incident.title, state: incident.state },
        siblings: siblings
          .filter((s) => s.id !== flag.id)
          .map((s) => ({ flagId: s.id, unit: unitRef(tree, s.unitId), article: articleRow(s.article, levelOf) })),
        leakDuty: isUnreleased(flag) ? leakDuty() : null,
        mediaPlan: mediaPlanShown(runsBy),
        moves: [
          ...allowedFlagMoves({ flag, reviews, incident, clocks, plan }, { actor, tree }).map(moveShown),
          ...(mayBeAsked(flag, reviews)
            ? [moveOf('draft-correction', may(actor, 'draft-correction', { unitId: flag.unitId, tree }))]
            : []),
        ],
      },
      200,
    )
  })
  app.openapi(acknowledge, async (c) => {
    const { id } = c.req.valid('param')
    const { incidentId } = orRefuse(await acknowledgeAlert(db, { flagId: id }, by(c)))
    return c.json(await flagAfter(c, id, incidentId), 200)
  })
  app.openapi(mark, async (c) => {
    const { id } = c.req.valid('param')
    const { reason, ...input } = c.req.valid('json')
    const { incidentId } = orRefuse(await markSuspectedMajor(db, { ...input, note: reason, flagId: id }, by(c)))
    return c.json(await flagAfter(c, id, incidentId), 200)
  })
  app.openapi(leak, async (c) => {
    const { id } = c.req.valid('param')
    const { no, limitAt } = orRefuse(await reportLeak(db, { flagId: id }, by(c)))
    return c.json({ no, limitAt: iso(limitAt) }, 200)
  })
  app.openapi(override, async (c) => {
    const { id } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const { incidentId } = orRefuse(await overrideNoFault(db, { flagId: id, reason }, by(c)))
    return c.json(await flagAfter(c, id, incidentId), 200)
  })
  app.openapi(verdict, async (c) => {
    const { id } = c.req.valid('param')
    const { reviewId } = orRefuse(await proposeVerdict(db, { ...c.req.valid('json'), flagId: id }, by(c)))
    return c.json({ ok: true as const, id: reviewId }, 200)
  })
  app.openapi(confirm, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await confirmVerdict(db, { ...c.req.valid('json'), flagId: id }, by(c)))
    return c.json({ ok: true as const, id }, 200)
  })
  return app
}

const columns = ({ say, words }: FileSpeech) => [
  { title: say('标题', 'Title'), value: (s: Story) => s.title },
  { title: say('单位', 'Unit'), value: (s: Story) => s.unit.name },
  { title: say('首发媒体', 'First outlet'), value: (s: Story) => s.firstOutlet.name },
  { title: say('首次发现', 'First seen'), value: (s: Story) => instantCell(s.firstSeenAt) },
  { title: say('同题报道', 'Articles in the story'), value: (s: Story) => s.copies },
  { title: say('等级', 'Level'), value: (s: Story) => wordOfCode(words.risk, s.level) },
  { title: say('风险分', 'Risk score'), value: (s: Story) => s.score },
  {
    title: say('类型', 'Types'),
    value: (s: Story) => s.types.map((type) => wordOfCode(words.flagType, type)).join(say('、', ', ')),
  },
  { title: say('状态', 'State'), value: (s: Story) => wordOfCode(words.flag, s.state) },
  { title: say('结论', 'Verdict'), value: (s: Story) => wordOfCode(words.verdict, s.verdict) },
  {
    title: say('重新评分发现', 'Found by rescoring'),
    value: (s: Story) => instantCell(s.rescored?.at ?? null),
  },
]
