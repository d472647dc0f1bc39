/** The library of talking points (口径库): what was said before in any matter the person may see. */
import { createRoute } from '@hono/zod-openapi'
import { openComments } from '../../store/comments.ts'
import { pointsLibrary } from '../../store/points-library.ts'
import { type PointsInLibrary, pointsLibraryQuery, pointsLibrarySchema, wordOfCode } from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { createRouter, csvSchema, listAnswers } from '../route.ts'
import { talkingPointsRow } from '../shapes/talking-points.ts'
import { isoOrNull } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const list = createRoute({
  method: 'get',
  path: '/talking-points',
  tags: ['talking points'],
  summary: 'Talking points of all matters, with when they were last answered from',
  request: { query: pointsLibraryQuery },
  responses: listAnswers(pointsLibrarySchema, csvSchema),
})

export function pointsLibraryRoutes({ db }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, page, pageSize, spoken, ...filter } = c.req.valid('query')
    const isFile = format === 'csv'
    const { items, total } = await pointsLibrary(db, {
      ...filter,
      ...(spoken === undefined ? {} : { spoken: spoken === 'true' }),
      unitIds: unitsFor(c, 'view-incidents'),
      ...(isFile ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }),
    })
    const comments = await openComments(
      db,
      'talking_points',
      items.map((i) => i.row.id),
    )
    const rows = items.map(
      (found): PointsInLibrary => ({
        ...talkingPointsRow(found, comments, c.get('tree')),
        incident: { no: found.incidentNo, title: found.incidentTitle },
        questions: found.body.questions.map(({ question }) => question),
        answers: found.answers,
        lastAnsweredAt: isoOrNull(found.lastAnsweredAt),
      }),
    )
    if (isFile) return csvFile(c, 'talking-points', columns, rows)
    return c.json({ items: rows, total, page, pageSize }, 200)
  })
  return app
}

const columns = ({ say, words }: FileSpeech) => [
  { title: say('事件编号', 'Incident'), value: (r: PointsInLibrary) => r.incident.no },
  { title: say('事件', 'Title'), value: (r: PointsInLibrary) => r.incident.title },
  { title: say('版本', 'Version'), value: (r: PointsInLibrary) => r.n },
  { title: say('状态', 'State'), value: (r: PointsInLibrary) => wordOfCode(words.talkingPoints, r.state) },
  { title: say('机器起草', 'Machine-drafted'), value: (r: PointsInLibrary) => (r.isMachine ? say('是', 'yes') : '') },
  { title: say('范围', 'Scope'), value: (r: PointsInLibrary) => wordOfCode(words.scope, r.scope) },
  { title: say('单位', 'Unit'), value: (r: PointsInLibrary) => r.unit.name },
  { title: say('统一答复', 'The answer'), value: (r: PointsInLibrary) => r.summary },
  { title: say('问答', 'Questions'), value: (r: PointsInLibrary) => r.questions.join('\n') },
  { title: say('起草时间', 'Drafted'), value: (r: PointsInLibrary) => instantCell(r.openedAt) },
  { title: say('生效时间', 'In force from'), value: (r: PointsInLibrary) => instantCell(r.inForceAt) },
  { title: say('未处理批注', 'Open comments'), value: (r: PointsInLibrary) => r.openComments },
  { title: say('答复次数', 'Answers given'), value: (r: PointsInLibrary) => r.answers },
  { title: say('最近答复', 'Last answered'), value: (r: PointsInLibrary) => instantCell(r.lastAnsweredAt) },
]
