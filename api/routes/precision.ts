/** The weekly report of precision: what people decided in the end of what the machine had flagged. */
import { createRoute } from '@hono/zod-openapi'
import { type Precision, precisionBy, precisionByWeek, precisionOf, startOfWeek } from '../../domain/precision.ts'
import { addMs, day } from '../../domain/time.ts'
import { isBureau } from '../../domain/units.ts'
import { decidedSince, undecidedByType } from '../../store/flags.ts'
import { type PrecisionRow, precisionQuery, precisionSchema, wordOfCode } from '../contract.ts'
import { csvFile, type FileSpeech } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { createRouter, csvSchema, listAnswers } from '../route.ts'
import { iso } from '../shapes/units.ts'
import { disputed } from '../../workflow/review/open-flag.ts'
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
    const { format, weeks: asked, unitId, type, level } = c.req.valid('query')
    const tree = c.get('tree')
    const visible = unitsFor(c, 'view-flags')
    if (unitId && !visible.includes(unitId)) throw notFound()
    const unitIds = unitId ? visible.filter((id) => tree.isWithin(id, unitId)) : visible
    const until = now()
    const weeks = Number(asked)
    const since = addMs(startOfWeek(until), -(weeks - 1) * 7 * day)
    const decided = (await decidedSince(db, { unitIds, since, until })).filter(
      (d) => (!type || d.types.includes(type)) && (!level || d.level === level),
    )
    const open = await undecidedByType(db, { unitIds, since, type, level })
    const byType = precisionBy(decided, (d) => d.types.filter((each) => each !== disputed))
    const silent = [...open.keys()].filter((each) => each !== disputed && !byType.some((r) => r.key === each))
    const ofDisputed = {
      ...{ key: disputed, undecided: open.get(disputed) ?? 0 },
      ...precisionOf(decided.filter((d) => d.types.includes(disputed))),
    }
    const types = [...byType, ...silent.map((key) => ({ key, precision: precisionOf([]) }))].map((r) => ({
      ...{ key: r.key, undecided: open.get(r.key) ?? 0, ...r.precision },
    }))
    if (format === 'csv') return csvFile(c, 'precision', columns, [...types, ofDisputed])
    const levels = precisionBy(decided, (d) => (d.level ? [d.level] : [])).map((r) => ({
      ...{ key: r.key, undecided: 0, ...r.precision },
    }))
    return c.json(
      {
        ...{ since: iso(since), until: iso(until), all: precisionOf(decided), types, levels, disputed: ofDisputed },
        weeks: precisionByWeek(decided, { weeks, now: until }).map((w) => ({ week: iso(w.week), ...w.precision })),
        units: tree.all.filter((u) => visible.includes(u.id) && isBureau(u)).map(({ id, name }) => ({ id, name })),
      },
      200,
    )
  })
  return app
}

const columns = ({ say, words }: FileSpeech) => [
  { title: say('类型', 'Type'), value: (r: PrecisionRow) => wordOfCode(words.flagType, r.key) },
  { title: say('属实预警', 'Confirmed'), value: (r: PrecisionRow) => r.confirmed },
  { title: say('误报', 'False alarms'), value: (r: PrecisionRow) => r.falseAlarms },
  { title: say('数据过时', 'Outdated'), value: (r: PrecisionRow) => r.explained },
  { title: say('无法核实', 'Unverifiable'), value: (r: PrecisionRow) => r.unverifiable },
  { title: say('尚未研判', 'Undecided'), value: (r: PrecisionRow) => r.undecided },
  { title: say('准确率', 'Precision'), value: (r: PrecisionRow) => percent(r.share) },
  { title: say('95%区间下限', '95% interval, low'), value: (r: PrecisionRow) => percent(r.low) },
  { title: say('95%区间上限', '95% interval, high'), value: (r: PrecisionRow) => percent(r.high) },
]

const percent = (share: Precision['share']): string => (share === null ? '' : `${(share * 100).toFixed(1)}%`)
