/** Thresholds of the units in sight and the runs that judge past articles again. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type RiskLevel, riskLevels } from '../../domain/risk.ts'
import { isBureau } from '../../domain/units.ts'
import { rescoringList, thresholdsInForce, thresholdsOf } from '../../store/risk.ts'
import { may } from '../../workflow/policy.ts'
import { mostLookedAt, previewThresholds } from '../../workflow/risk/preview-thresholds.ts'
import {
  rescoredDays,
  setThresholds,
  startRescoringByHand,
  steerRescoring,
  thresholdsFor,
} from '../../workflow/risk/thresholds.ts'
import {
  doneSchema,
  idParam,
  previewThresholdsRequest,
  rescoringVerbRequest,
  riskSchema,
  setThresholdsRequest,
  thresholdsPreviewSchema,
} from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter } from '../route.ts'
import { moveOf } from '../shapes/moves.ts'
import { iso, isoOrNull, unitRef, unitRefOrNull } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const tags = ['risk']
const read = createRoute({
  ...{ method: 'get', path: '/risk', tags, summary: 'Thresholds of the units in sight, and runs that judge again' },
  responses: answers(riskSchema),
})
const set = createRoute({
  ...{ method: 'post', path: '/risk/thresholds', tags, summary: 'Set a unit’s thresholds, or let it follow again' },
  request: { body: body(setThresholdsRequest) },
  responses: answers(doneSchema),
})
const preview = createRoute({
  ...{
    method: 'post',
    path: '/risk/preview',
    tags,
    summary: 'What thresholds would make of the flags of the last 30 days',
  },
  request: { body: body(previewThresholdsRequest) },
  responses: answers(thresholdsPreviewSchema),
})
const start = createRoute({
  ...{ method: 'post', path: '/rescorings', tags, summary: 'Judge the last thirty days again' },
  request: { body: body(z.object({})) },
  responses: answers(doneSchema),
})
const steer = createRoute({
  ...{ method: 'post', path: '/rescorings/{id}/steer', tags, summary: 'Pause, resume or cancel a run' },
  request: { params: idParam, body: body(rescoringVerbRequest) },
  responses: answers(doneSchema),
})

export function riskRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  const by = (c: Pick<Context<ApiEnv>, 'get'>) => ({ actor: c.get('actor'), at: now() })
  app.openapi(read, async (c) => {
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const inForce = await thresholdsInForce(db)
    const visible = new Set(unitsFor(c, 'view-flags'))
    const bureaus = tree.all.filter((u) => visible.has(u.id) && isBureau(u))
    const units = []
    for (const unit of bureaus) {
      const { misinformation, spread, version, fromUnitId } = thresholdsFor(unit.id, { inForce, tree })
      const history = inForce.has(unit.id) ? await thresholdsOf(db, unit.id) : []
      units.push({
        ...{ unit: unitRef(tree, unit.id), misinformation, spread, version, from: unitRefOrNull(tree, fromUnitId) },
        history: history.map((h) => ({
          ...{ n: h.n, reason: h.reason, by: h.byName, at: iso(h.at) },
          values: h.misinformation && h.spread ? { misinformation: h.misinformation, spread: h.spread } : null,
        })),
        moves: [moveOf('set', may(actor, 'set-thresholds', { unitId: unit.id, tree }))],
      })
    }
    const root = actor.seats.map((s) => tree.rootOf(s.unitId)?.id).find((id) => id !== undefined) ?? ''
    const rootIds = [...new Set(bureaus.map((u) => u.rootId))]
    const runs = (await rescoringList(db, { rootIds })).map((r) => ({
      ...{ id: r.id, cause: r.cause, unit: unitRefOrNull(tree, r.unitId), since: iso(r.since), total: r.total },
      ...{ done: r.done, state: r.state, by: r.by.name },
      ...{ before: inSight(r.before, rootIds), after: r.after && inSight(r.after, rootIds) },
      ...{ startedAt: iso(r.startedAt), endedAt: isoOrNull(r.endedAt) },
    }))
    return c.json(
      { units, rescorings: runs, moves: [moveOf('run', may(actor, 'run-rescoring', { unitId: root, tree }))] },
      200,
    )
  })
  app.openapi(set, async (c) => {
    orRefuse(await setThresholds(db, c.req.valid('json'), by(c)))
    return c.json({ ok: true as const }, 200)
  })
  app.openapi(preview, async (c) => {
    const { unitIds, examples, ...counted } = orRefuse(await previewThresholds(db, c.req.valid('json'), by(c)))
    return c.json(
      {
        ...{ ...counted, units: unitIds.length, days: rescoredDays, most: mostLookedAt },
        examples: examples.map(({ articleId, title, unitId, from, to }) => ({
          ...{ articleId, title, unit: unitRefOrNull(c.get('tree'), unitId), from, to },
        })),
      },
      200,
    )
  })
  app.openapi(start, async (c) => {
    const { id } = orRefuse(await startRescoringByHand(db, by(c)))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(steer, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await steerRescoring(db, { id, ...c.req.valid('json') }, by(c)))
    return c.json({ ok: true as const, id }, 200)
  })
  return app
}

/** Added up over the trees in sight: what is flagged in others does not show. */
function inSight(levels: Record<string, Record<RiskLevel, number>>, rootIds: string[]): Record<RiskLevel, number> {
  const sum = { low: 0, elevated: 0, high: 0, critical: 0 }
  for (const rootId of rootIds) for (const level of riskLevels) sum[level] += levels[rootId]?.[level] ?? 0
  return sum
}
