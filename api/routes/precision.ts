/** The weekly report of precision: what people decided in the end of what the machine had flagged. */
import { createRoute } from '@hono/zod-openapi'
import { type Precision, precisionBy, precisionByWeek, precisionOf, startOfWeek } from '../../domain/precision.ts'
import { addMs, day } from '../../domain/time.ts'
import { decidedSince, undecidedByType } from '../../store/flags.ts'
import { codeWords, precisionQuery, precisionSchema, wordOfCode } from '../contract.ts'
import { csvFile } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { createRouter, csvSchema, listAnswers } from '../route.ts'
import { iso } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const report = createRoute({
  ...{ method: 'get', path: '/precision', tags: ['flags'] },
  summary: 'How right flags were, by type and level and week by week; the rows by type as a file',
  request: { query: precisionQuery },
  responses: listAnswers(precisionSchema, csvSchema),
})

export function precisionRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(report, async (c) => {
    const { format, weeks: asked, unitId } = c.req.valid('query')
    const tree = c.get('tree')
    const visible = unitsFor(c, 'view-flags')
    if (unitId && !visible.includes(unitId)) throw notFound()
    const unitIds = unitId ? visible.filter((id) => tree.isWithin(id, unitId)) : visible
    const until = now()
    const weeks = Number(asked)
    const since = addMs(startOfWeek(until), -(weeks - 1) * 7 * day)
    const decided = await decidedSince(db, { unitIds, since, until })
    const open = await undecidedByType(db, { unitIds, since })
    const byType = precisionBy(decided, (d) => d.types)
    const silent = [...open.keys()].filter((type) => !byType.some((r) => r.key === type))
    const types = [...byType, ...silent.map((key) => ({ key, precision: precisionOf([]) }))].map((r) => ({
      ...{ key: r.key, undecided: open.get(r.key) ?? 0, ...r.precision },
    }))
    if (format === 'csv')
      return csvFile(
        c,
        'precision',
        [
          { title: '类型', value: (r) => wordOfCode(codeWords.flagType, r.key) },
          { title: '属实预警', value: (r) => r.confirmed },
          { title: '误报', value: (r) => r.falseAlarms },
          { title: '数据过时', value: (r) => r.explained },
          { title: '无法核实', value: (r) => r.unverifiable },
          { title: '尚未研判', value: (r) => r.undecided },
          { title: '准确率', value: (r) => percent(r.share) },
          { title: '95%区间下限', value: (r) => percent(r.low) },
          { title: '95%区间上限', value: (r) => percent(r.high) },
        ],
        types,
      )
    const levels = precisionBy(decided, (d) => (d.level ? [d.level] : [])).map((r) => ({
      ...{ key: r.key, undecided: 0, ...r.precision },
    }))
    return c.json(
      {
        ...{ since: iso(since), until: iso(until), all: precisionOf(decided), types, levels },
        weeks: precisionByWeek(decided, { weeks, now: until }).map((w) => ({ week: iso(w.week), ...w.precision })),
        units: tree.all
          .filter((u) => visible.includes(u.id) && u.level !== 'division')
          .map(({ id, name }) => ({ id, name })),
      },
      200,
    )
  })
  return app
}

const percent = (share: Precision['share']): string => (share === null ? '' : `${(share * 100).toFixed(1)}%`)
