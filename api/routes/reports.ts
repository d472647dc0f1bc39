/** Reports upward: sending, revising, receiving. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { incidentById } from '../../store/incidents.ts'
import { type FullReport, reportById } from '../../store/reports.ts'
import { incidentFacts } from '../../workflow/incident/incident-command.ts'
import { acknowledgeReport } from '../../workflow/report/acknowledge-report.ts'
import { confirmPhoneReport } from '../../workflow/report/confirm-phone-report.ts'
import { logPhoneReport } from '../../workflow/report/log-phone-report.ts'
import { releaseHeldCopy } from '../../workflow/report/release-held-copy.ts'
import { reviseReport } from '../../workflow/report/revise-report.ts'
import { sendReport } from '../../workflow/report/send-report.ts'
import {
  acknowledgeReportRequest,
  confirmPhoneReportRequest,
  doneSchema,
  idParam,
  logPhoneReportRequest,
  releaseHeldRequest,
  reportSchema,
  reportSentAnswer,
  reviseReportRequest,
  sendReportRequest,
} from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { reportMoves } from '../incident-room.ts'
import { type ApiEnv, answers, body, createRouter } from '../route.ts'
import { refusalShown } from '../shapes/moves.ts'
import { reportShown } from '../shapes/reports.ts'
import { iso, isoOrNull } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const tags = ['reports']
const send = createRoute({
  method: 'post',
  path: '/incidents/{id}/reports',
  tags,
  summary: 'Report upward; delivery completes the duty',
  request: { params: idParam, body: body(sendReportRequest) },
  responses: answers(reportSentAnswer),
})
const logPhone = createRoute({
  method: 'post',
  path: '/incidents/{id}/phone-reports',
  tags,
  summary: 'Enter a call that my unit took',
  request: { params: idParam, body: body(logPhoneReportRequest) },
  responses: answers(reportSentAnswer),
})
const one = createRoute({
  method: 'get',
  path: '/reports/{id}',
  tags,
  summary: 'One report with revisions and receipts',
  request: { params: idParam },
  responses: answers(reportSchema),
})
const command = <P extends string, T extends Parameters<typeof body>[0]>(path: P, summary: string, shape: T) =>
  createRoute({
    method: 'post',
    path: `/reports/{id}/${path}` as const,
    tags,
    summary,
    request: { params: idParam, body: body(shape) },
    responses: answers(doneSchema),
  })
const revise = command('revisions', 'Edit after sending: a further revision', reviseReportRequest)
const acknowledge = command('acknowledge', 'My unit has it in hand', acknowledgeReportRequest)
const confirmPhone = command('confirm-phone', 'Confirm a call that its caller entered', confirmPhoneReportRequest)
const releaseHeld = command('release-held', 'Release what was held back from a unit', releaseHeldRequest)

export function reportRoutes({ db }: ApiDeps) {
  const app = createRouter()
  type C = Pick<Context<ApiEnv>, 'get'>
  const by = (c: C) => ({ actor: c.get('actor'), at: c.get('now') })
  const done = (id: string) => ({ ok: true as const, id })
  const instant = (text: string | null) => (text === null ? null : new Date(text))
  const readReport = async (c: C, id: string): Promise<FullReport> => {
    const report = await reportById(db, id, unitsFor(c, 'view-incidents'))
    if (!report) throw notFound()
    return report
  }

  app.openapi(send, async (c) => {
    const { id: incidentId } = c.req.valid('param')
    const { recipientIds, claimedFoundAt, claimedSentAt, ...input } = c.req.valid('json')
    const sent = orRefuse(
      await sendReport(
        db,
        {
          ...input,
          incidentId,
          toUnitIds: recipientIds,
          claimedFoundAt: instant(claimedFoundAt),
          claimedSentAt: instant(claimedSentAt),
        },
        by(c),
      ),
    )
    const { reportId, seq, countsAt, shortfall, met } = sent
    return c.json(
      {
        ok: true as const,
        id: reportId,
        seq,
        countsAt: isoOrNull(countsAt),
        shortfall: shortfall && refusalShown(shortfall),
        met,
      },
      200,
    )
  })
  app.openapi(logPhone, async (c) => {
    const { id: incidentId } = c.req.valid('param')
    const { callAt, ...input } = c.req.valid('json')
    const logged = orRefuse(await logPhoneReport(db, { ...input, incidentId, callAt: new Date(callAt) }, by(c)))
    const { reportId, seq, countsAt, met } = logged
    return c.json({ ok: true as const, id: reportId, seq, countsAt: iso(countsAt), shortfall: null, met }, 200)
  })
  app.openapi(one, async (c) => {
    const report = await readReport(c, c.req.valid('param').id)
    const who = { actor: c.get('actor'), tree: c.get('tree') }
    const incident = await incidentById(db, report.incidentId, unitsFor(c, 'view-incidents'))
    if (!incident) throw notFound()
    const moves = reportMoves(report, await incidentFacts(db, incident), who)
    return c.json(reportShown(report, { tree: who.tree, moves }), 200)
  })
  app.openapi(revise, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await reviseReport(db, { reportId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(acknowledge, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await acknowledgeReport(db, { reportId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(confirmPhone, async (c) => {
    const { id } = c.req.valid('param')
    const { unitId, callAt } = c.req.valid('json')
    orRefuse(await confirmPhoneReport(db, { reportId: id, unitId, callAt: new Date(callAt) }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(releaseHeld, async (c) => {
    const { id } = c.req.valid('param')
    const { unitId, reason } = c.req.valid('json')
    const report = await readReport(c, id)
    if (!report.receipts.some((r) => r.unitId === unitId && r.heldAt)) throw notFound()
    orRefuse(await releaseHeldCopy(db, { incidentId: report.incidentId, reason }, by(c)))
    return c.json(done(id), 200)
  })
  return app
}
