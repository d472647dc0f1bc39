/** Requests to outlets for correction: board and list, one with its letters and looks, what people do with it, and what outlets make of them. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { diffText } from '../../analyzer/diff.ts'
import type { CorrectionState } from '../../domain/correction.ts'
import { versionsOf } from '../../store/articles.ts'
import { correctionById, correctionList, coverageOf, lastLooks, outletRecords } from '../../store/correction-list.ts'
import { type FullCorrection, lettersOf, looksOf, sendingsOf } from '../../store/corrections.ts'
import { addReprints, reprintsOf } from '../../workflow/correction/add-reprints.ts'
import { allowedCorrectionMoves } from '../../workflow/correction/correction.ts'
import { draftCorrection } from '../../workflow/correction/draft-correction.ts'
import { actOnCorrection } from '../../workflow/correction/move-correction.ts'
import { unitsVisible } from '../../workflow/policy.ts'
import {
  type CsvColumn,
  type CorrectionShown,
  correctionDetailSchema,
  correctionRequest,
  correctionsQuery,
  correctionsSchema,
  doneSchema,
  draftCorrectionRequest,
  idParam,
  outletRecordsQuery,
  outletRecordsSchema,
  wordOfCode,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { boardColumns, correctionShown, lookShown } from '../shapes/corrections.ts'
import { moveShown } from '../shapes/moves.ts'
import { iso } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const tags = ['corrections']
const list = createRoute({
  ...{ method: 'get', path: '/corrections', tags, summary: 'Requests for correction with what their pages show' },
  request: { query: correctionsQuery },
  responses: listAnswers(correctionsSchema, csvSchema),
})
const records = createRoute({
  ...{ method: 'get', path: '/corrections/outlets', tags, summary: 'What outlets made of what they were asked' },
  request: { query: outletRecordsQuery },
  responses: listAnswers(outletRecordsSchema, csvSchema),
})
const one = createRoute({
  ...{ method: 'get', path: '/corrections/{id}', tags, summary: 'One request: letters, replies, looks, proof, moves' },
  request: { params: idParam },
  responses: answers(correctionDetailSchema),
})
const draft = createRoute({
  ...{
    method: 'post',
    path: '/flags/{id}/corrections',
    tags,
    summary: 'Draft a request about a confirmed wrong number',
  },
  request: { params: idParam, body: body(draftCorrectionRequest) },
  responses: answers(doneSchema),
})
const act = createRoute({
  ...{ method: 'post', path: '/corrections/{id}/act', tags, summary: 'Revise, approve, send, write again, log, end' },
  request: { params: idParam, body: body(correctionRequest) },
  responses: answers(doneSchema),
})

type Who = Pick<Context<ApiEnv>, 'get'>
const sightOf = (c: Who) => ({
  unitIds: unitsFor(c, 'view-corrections'),
  incidentUnitIds: unitsVisible(c.get('actor'), 'view-incidents', c.get('tree')),
})
const statesOf = (state: string | undefined): readonly CorrectionState[] | undefined =>
  state === undefined
    ? undefined
    : state in boardColumns
      ? boardColumns[state as keyof typeof boardColumns]
      : [state as CorrectionState]

export function correctionRoutes({ db, now, requests }: ApiDeps) {
  const app = createRouter()
  const by = (c: Who) => ({ actor: c.get('actor'), at: now() })
  const shown = async (c: Who, full: FullCorrection[]): Promise<CorrectionShown[]> => {
    const ids = full.map((f) => f.row.id)
    const [looks, coverage] = [await lastLooks(db, ids), await coverageOf(db, ids)]
    const tree = c.get('tree')
    return full.map((f) => correctionShown(f, { tree, look: looks.get(f.row.id), coverage: coverage.get(f.row.id) }))
  }

  app.openapi(list, async (c) => {
    const { format, page, pageSize, state, ...query } = c.req.valid('query')
    const isFile = format === 'csv'
    const states = statesOf(state)
    const { items, total } = await correctionList(db, {
      ...{ ...query, ...sightOf(c), ...(states ? { states } : {}) },
      ...(isFile ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }),
    })
    const rows = await shown(c, items)
    return isFile
      ? csvFile(c, 'corrections', correctionColumns, rows)
      : c.json({ items: rows, total, page, pageSize }, 200)
  })

  app.openapi(records, async (c) => {
    const items = await outletRecords(db, sightOf(c))
    if (c.req.valid('query').format !== 'csv') return c.json({ items }, 200)
    return csvFile(
      c,
      'correction-outlets',
      ({ say }) => [
        { title: say('媒体', 'Outlet'), value: (r) => r.outletName },
        { title: say('已发出要求', 'Requests sent'), value: (r) => r.asked },
        { title: say('已更正（有复查证据）', 'Corrected (proven)'), value: (r) => r.corrected },
        { title: say('改稿未说明', 'Changed without a note'), value: (r) => r.edited },
        { title: say('拒绝或未解决', 'Refused or unresolved'), value: (r) => r.refused },
        { title: say('进行中', 'Under way'), value: (r) => r.open },
        {
          title: say('更正用时中位数（小时）', 'Median time to correct (hours)'),
          value: (r) => (r.medianHours === null ? null : r.medianHours.toFixed(1)),
        },
      ],
      items,
    )
  })

  app.openapi(one, async (c) => {
    const full = await correctionById(db, c.req.valid('param').id, sightOf(c))
    if (!full) throw notFound()
    return c.json(await detail(c, full), 200)
  })
  app.openapi(draft, async (c) => {
    const input = { flagId: c.req.valid('param').id, ...c.req.valid('json') }
    const { figureId, right, ...more } = input
    const given = { ...more, ...(figureId ? { figureId } : {}), ...(right ? { right } : {}) }
    return c.json({ ok: true as const, id: orRefuse(await draftCorrection(db, given, by(c))).id }, 200)
  })
  app.openapi(act, async (c) => {
    const { id } = c.req.valid('param')
    const input = c.req.valid('json')
    if (!(await correctionById(db, id, sightOf(c)))) throw notFound()
    if (input.verb === 'add-reprints') orRefuse(await addReprints(db, { id }, by(c)))
    else if (input.verb === 'log-reply') {
      const promisedFor = input.promisedFor ? new Date(input.promisedFor) : null
      const reply = { ...input, id, at: new Date(input.at), promisedFor }
      orRefuse(await actOnCorrection(db, reply, { ...by(c), check: requests.checkText }))
    } else orRefuse(await actOnCorrection(db, { ...input, id }, { ...by(c), check: requests.checkText }))
    return c.json({ ok: true as const, id }, 200)
  })
  return app

  async function detail(c: Who, full: FullCorrection) {
    const { row, figure, pinned, facts } = full
    const [head] = await shown(c, [full])
    const numbers = new Map((await versionsOf(db, row.articleId)).map((v) => [v.id, v.n]))
    const looks = await looksOf(db, row.id)
    const after = looks.at(-1)?.proof
    const stands = after?.right[0]?.quote ?? after?.wrong[0]?.quote ?? after?.doubtful[0]?.quote ?? ''
    const family = row.leadId ?? row.id
    const { items } = await correctionList(db, { ...sightOf(c), leadId: family, page: 1, pageSize: 200 })
    const others = await shown(
      c,
      items.filter((o) => o.row.id !== row.id),
    )
    return {
      ...head!,
      ...{ revision: row.revision, hash: row.hash, endReason: row.endReason, replies: row.replies, others },
      figure: figure && {
        ...{ id: figure.id, value: figure.value, unit: figure.unit, publishedAt: iso(figure.publishedAt) },
        ...{ owner: figure.owner, sourceUrl: figure.sourceUrl, isSuperseded: figure.supersededAt !== null },
      },
      pinned: { version: pinned.n, fetchedAt: iso(pinned.fetchedAt), evidenceId: pinned.evidenceId },
      letters: (await lettersOf(db, row.id)).map(({ n, rung, letter, byName, at }) => ({
        ...{ n, rung, letter, byName, at: iso(at) },
      })),
      sendings: (await sendingsOf(db, row.id)).map(({ sending: s, dispatch }) => ({
        ...{ n: s.n, rung: s.rung, way: s.way, address: s.address, at: iso(s.at), byName: s.byName },
        ...{ approvedByName: s.approvedByName, mail: dispatch?.state ?? null },
      })),
      looks: looks.map((l) => lookShown(l, numbers)),
      diff: diffText(row.subject.quote, stands).parts,
      notAsked: row.leadId === null ? (await reprintsOf(db, full)).length : 0,
      moves: allowedCorrectionMoves(facts, { actor: c.get('actor'), tree: c.get('tree') }).map(moveShown),
    }
  }
}

const correctionColumns = ({ say, words }: FileSpeech): CsvColumn<CorrectionShown>[] => [
  { title: say('媒体', 'Outlet'), value: (r) => r.outletName },
  { title: say('域名', 'Domain'), value: (r) => r.outletDomain },
  { title: say('报道', 'Article'), value: (r) => r.article.title },
  { title: say('网址', 'Address'), value: (r) => r.article.url },
  { title: say('原文表述', 'Statement'), value: (r) => r.quote },
  { title: say('公布数据', 'Official figure'), value: (r) => r.right },
  { title: say('状态', 'State'), value: (r) => wordOfCode(words.correctionState, r.state) },
  {
    title: say('复查结果', 'Found on the page'),
    value: (r) => (r.outcome ? wordOfCode(words.correctionOutcome, r.outcome) : null),
  },
  { title: say('起草时间', 'Drafted'), value: (r) => instantCell(r.draftedAt) },
  { title: say('发出时间', 'Sent'), value: (r) => instantCell(r.sentAt) },
  { title: say('下一步时间', 'Next step'), value: (r) => instantCell(r.nextStepAt) },
  { title: say('证实更正时间', 'Correction proven'), value: (r) => instantCell(r.provenAt) },
  {
    title: say('现页表述', 'Statement on the page now'),
    value: (r) => r.lastLook?.right[0]?.quote ?? r.lastLook?.wrong[0]?.quote,
  },
  { title: say('更正说明', 'Note of correction'), value: (r) => r.lastLook?.note?.quote },
  { title: say('证据编号', 'Evidence number'), value: (r) => r.lastLook?.evidenceId },
  { title: say('转载已更正', 'Reprints corrected'), value: (r) => r.coverage?.corrected },
  { title: say('转载要求数', 'Reprints asked about'), value: (r) => r.coverage?.reprints },
  { title: say('单位', 'Unit'), value: (r) => r.unit.name },
]
