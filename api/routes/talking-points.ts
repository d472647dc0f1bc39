/** Talking points: versions of an incident and one version; its way to in force is talking-points-moves.ts. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Actor, UnitTree } from '../../domain/units.ts'
import { openComments } from '../../store/comments.ts'
import { receiptsOf } from '../../store/deliveries.ts'
import { figureById } from '../../store/figures.ts'
import { incidentById } from '../../store/incidents.ts'
import { pointsDraftById } from '../../store/points-drafts.ts'
import { type TalkingPointsVersion, talkingPointsById, talkingPointsOfIncident } from '../../store/talking-points.ts'
import { oralPeople } from '../../workflow/talking-points/approve-orally.ts'
import { divisionsToAsk } from '../../workflow/talking-points/ask-facts.ts'
import { diffBodies } from '../../workflow/talking-points/diff.ts'
import { draftTalkingPoints, openVersionOf } from '../../workflow/talking-points/draft-talking-points.ts'
import { handedKey, stopKey } from '../../workflow/talking-points/notices.ts'
import { mayDraft } from '../../workflow/talking-points/rights.ts'
import { allowedTalkingPointsMoves } from '../../workflow/talking-points/talking-points.ts'
import {
  diffQuery,
  diffSchema,
  doneSchema,
  draftTalkingPointsRequest,
  type FigureShown,
  idParam,
  talkingPointsDetailSchema,
  talkingPointsListSchema,
} from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter } from '../route.ts'
import { pointsDraftShown } from '../shapes/drafts.ts'
import { figureShown } from '../shapes/figures.ts'
import { moveOf, moveShown } from '../shapes/moves.ts'
import {
  answerShown,
  approvalShown,
  asksShown,
  oralShown,
  pathShown,
  talkingPointsRow,
} from '../shapes/talking-points.ts'
import { iso, isoOrNull, unitRef, unitRefOrNull } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const tags = ['talking points']
const list = createRoute({
  method: 'get',
  path: '/incidents/{id}/talking-points',
  tags,
  summary: 'All versions of an incident, newest first',
  request: { params: idParam },
  responses: answers(talkingPointsListSchema),
})
const draft = createRoute({
  method: 'post',
  path: '/incidents/{id}/talking-points',
  tags,
  summary: 'Open a new version with its first revision',
  request: { params: idParam, body: body(draftTalkingPointsRequest) },
  responses: answers(doneSchema),
})
const one = createRoute({
  method: 'get',
  path: '/talking-points/{id}',
  tags,
  summary: 'One version with revisions, approvals, path, answers and moves',
  request: { params: idParam },
  responses: answers(talkingPointsDetailSchema),
})
const diff = createRoute({
  method: 'get',
  path: '/talking-points/{id}/diff',
  tags,
  summary: 'What changed between two revisions, word by word',
  request: { params: idParam, query: diffQuery },
  responses: answers(diffSchema),
})
export function talkingPointsRoutes({ db }: ApiDeps) {
  const app = createRouter()
  type C = Pick<Context<ApiEnv>, 'get'>
  const by = (c: C) => ({ actor: c.get('actor'), at: c.get('now') })
  const readVersion = async (c: C, id: string): Promise<TalkingPointsVersion> => {
    const version = await talkingPointsById(db, { id, unitIds: unitsFor(c, 'view-incidents'), at: c.get('now') })
    if (!version) throw notFound()
    return version
  }

  async function holdersOf({ row }: TalkingPointsVersion, tree: UnitTree) {
    const receipts = await receiptsOf(db, [handedKey(row.id), stopKey(row.id)])
    const people = new Map(receipts.map((r) => [r.userId, r]))
    const stops = receipts.filter((r) => r.key === stopKey(row.id))
    return {
      stopped: stops.length > 0,
      holders: [...people.values()].map((r) => ({
        person: { id: r.userId, name: r.name },
        unit: unitRefOrNull(tree, r.unitId),
        stopReadAt: isoOrNull(stops.find((s) => s.userId === r.userId)?.readAt ?? null),
      })),
    }
  }

  async function draftOf({ revisions }: TalkingPointsVersion) {
    const id = revisions.find((r) => r.draftId !== null)?.draftId
    const draft = id ? await pointsDraftById(db, id) : null
    return draft && pointsDraftShown(db, draft, [])
  }

  /** Named only where the person could write one down now. */
  async function oralPeopleFor(
    version: TalkingPointsVersion,
    { actor, tree, at }: { actor: Actor; tree: UnitTree; at: Date },
  ) {
    const moves = allowedTalkingPointsMoves(version.facts, { actor, tree })
    if (!moves.some((m) => m.verb === 'record-oral' && m.allowed)) return { approvers: [], witnesses: [] }
    const people = await oralPeople(db, version, { recorderId: actor.userId, tree, at })
    const shown = (of: typeof people.approvers) => of.map((p) => ({ id: p.userId, name: p.name }))
    return { approvers: shown(people.approvers), witnesses: shown(people.witnesses) }
  }

  app.openapi(list, async (c) => {
    const { id } = c.req.valid('param')
    const unitIds = unitsFor(c, 'view-incidents')
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const incident = await incidentById(db, id, unitIds)
    if (!incident) throw notFound()
    const versions = await talkingPointsOfIncident(db, { incidentId: id, unitIds, at: c.get('now') })
    const comments = await openComments(
      db,
      'talking_points',
      versions.map((v) => v.row.id),
    )
    return c.json(
      {
        items: versions.map((v) => talkingPointsRow({ ...v, ...v.facts }, comments, tree)),
        moves: [moveOf('draft', mayDraft(incident, openVersionOf(versions), { actor, tree }))],
      },
      200,
    )
  })
  app.openapi(draft, async (c) => {
    const { id: incidentId } = c.req.valid('param')
    const { id } = orRefuse(await draftTalkingPoints(db, { incidentId, body: c.req.valid('json').body }, by(c)))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param')
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const version = await readVersion(c, id)
    const figures: Record<string, FigureShown> = {}
    for (const { figureId } of version.body.facts) {
      const figure = figureId ? await figureById(db, figureId) : null
      if (figure) figures[figure.id] = figureShown(figure)
    }
    return c.json(
      {
        talkingPoints: talkingPointsRow(
          { ...version, ...version.facts },
          await openComments(db, 'talking_points', [id]),
          tree,
        ),
        body: version.body,
        revisions: version.revisions.map((r) => ({
          n: r.n,
          hash: r.hash,
          by: { id: r.byUserId, name: r.byName },
          ...{ at: iso(r.at), origin: r.origin },
        })),
        draft: await draftOf(version),
        approvals: version.approvals.map((a) => approvalShown(a, tree)),
        path: pathShown(version, tree),
        asks: asksShown(version, tree),
        orals: version.orals.map((o) => oralShown(o, c.get('now'))),
        oralPeople: await oralPeopleFor(version, { actor, tree, at: c.get('now') }),
        divisions: (await divisionsToAsk(db, version.row.unitId, { tree, at: c.get('now') })).map((id) =>
          unitRef(tree, id),
        ),
        figures,
        answers: version.answers.map(answerShown),
        ...(await holdersOf(version, tree)),
        moves: allowedTalkingPointsMoves(version.facts, { actor, tree }).map(moveShown),
      },
      200,
    )
  })
  app.openapi(diff, async (c) => {
    const { id } = c.req.valid('param')
    const { from, to } = c.req.valid('query')
    const { revisions } = await readVersion(c, id)
    const before = revisions.find((r) => r.n === from)
    const after = revisions.find((r) => r.n === to)
    if (!before || !after) throw notFound()
    return c.json({ from, to, fields: diffBodies(before.body, after.body) }, 200)
  })
  return app
}
