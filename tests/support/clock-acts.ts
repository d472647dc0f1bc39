/** What people do to the clocks of a story while all is not well: by the real commands, whoever is able. */
import type { FormFields } from '../../domain/form.ts'
import type { Result } from '../../domain/result.ts'
import { addMs, hour, minute } from '../../domain/time.ts'
import type { Db } from '../../store/open.ts'
import { activatePlan } from '../../workflow/incident/activate-plan.ts'
import { confirmFoundTime, proposeFoundTime } from '../../workflow/incident/change-found-time.ts'
import { confirmIncident } from '../../workflow/incident/confirm-incident.ts'
import { gradeIncident } from '../../workflow/incident/grade-incident.ts'
import { rejectIncident } from '../../workflow/incident/reject-incident.ts'
import { studyIncident } from '../../workflow/incident/study-incident.ts'
import { terminateIncident } from '../../workflow/incident/terminate-incident.ts'
import { approveActivation } from '../../workflow/plan/decide-activation.ts'
import { fulfilDuty } from '../../workflow/plan/meet-duty.ts'
import { setParameter } from '../../workflow/plan/steer-run.ts'
import { transferDuty } from '../../workflow/plan/transfer-duty.ts'
import { confirmPhoneReport } from '../../workflow/report/confirm-phone-report.ts'
import { logPhoneReport } from '../../workflow/report/log-phone-report.ts'
import { sendReport } from '../../workflow/report/send-report.ts'
import { markSuspectedMajor } from '../../workflow/review/mark-suspected-major.ts'
import { openFlag } from '../../workflow/review/open-flag.ts'
import { bureauTree, crew, type SeededArticle } from './bureaus.ts'
import type { ClockRows } from './clock-checks.ts'
import { type ActName, gradeOf } from './clock-moves.ts'

const because = { reason: '依据研判意见' }
const fields: FormFields = {
  ...{ occurredAt: '2026-03-02', place: '柳州', kind: '不实报道', impact: '转载两家', measures: '核对数据' },
  ...{ other: '', mediaSource: '某站' },
}
/** By the media report, or by the general form where no media plan runs; passing a level over has its reason. */
function contentOf({ runs }: ClockRows) {
  const [run] = runs
  const skipReason = '情况紧急'
  if (!run || run.plan === 'media') return { fields, skipReason }
  const { mediaSource: _, ...general } = fields
  return { form: { plan: run.plan, form: 'incident-report' }, fields: general, skipReason }
}
const duty = { gx: crew.gxDuty, liuzhou: crew.lzDuty, sanjiang: crew.sjDuty, nanning: crew.nnDuty } as const
const dutyOf = (unitId: string) => duty[unitId as keyof typeof duty] ?? crew.gxDuty
const bureausToHandTo = ['nanning', 'liuzhou', 'sanjiang', 'gx']

export type Scene = { act: ActName; n: number; rows: ClockRows; now: Date; article: SeededArticle }

/** `done`, the code of the refusal, or `nothing` where there is nothing to do it to. */
export async function doAct(db: Db, scene: Scene): Promise<string> {
  const result = await acting[scene.act](db, scene)
  return result === null ? 'nothing' : result.ok ? 'done' : result.refusal.code
}

type Acting = (db: Db, scene: Scene) => Promise<Result<unknown> | null>

/** For the newest matter of the story. */
const onIncident =
  (act: (db: Db, incident: ClockRows['incidents'][number], scene: Scene) => Promise<Result<unknown> | null>): Acting =>
  async (db, scene) => {
    const incident = scene.rows.incidents.at(-1)
    return incident ? act(db, incident, scene) : null
  }

const acting: Record<ActName, Acting> = {
  'mark-second': async (db, { rows, now, article, n }) => {
    if (rows.clocks.some((c) => c.unitId === 'nanning')) return null
    const flag = { ...article, unitId: 'nanning', types: ['M12'], level: 'high' as const, score: 0.9, reasons: [] }
    const { flagId } = await openFlag(db, flag, now)
    const subject = n % 2 === 0 ? ('region' as const) : ('may_spread' as const)
    return markSuspectedMajor(db, { flagId, subject }, { actor: crew.nnDuty, at: now })
  },
  report: onIncident((db, { id, unitId }, { n, now, rows }) => {
    const to = bureauTree.parentOf(unitId)?.id ?? unitId
    const input = { incidentId: id, fromUnitId: unitId, toUnitIds: [n % 3 === 0 ? 'gx' : to], ...contentOf(rows) }
    const channel = n % 4 === 0 ? ('phone' as const) : ('system' as const)
    const kind = n % 5 === 0 ? ('follow_up' as const) : ('first' as const)
    return sendReport(db, { ...input, kind, channel }, { actor: dutyOf(unitId), at: now })
  }),
  phone: onIncident((db, { id, unitId }, { n, now, rows }) =>
    logPhoneReport(
      db,
      {
        ...{ incidentId: id, kind: 'first', fromUnitId: unitId, toUnitId: 'gx', caller: '值班员' },
        ...contentOf(rows),
        callAt: addMs(now, -(n % 25) * minute),
      },
      { actor: crew.gxDuty, at: now },
    ),
  ),
  'confirm-call': async (db, { rows, n, now }) => {
    const call = rows.reports.findLast((r) => r.channel === 'phone' && r.countsAt === null)
    if (!call) return null
    const callAt = addMs(now, -(n % 40) * minute)
    return confirmPhoneReport(db, { reportId: call.id, unitId: 'gx', callAt }, { actor: crew.gxDuty, at: now })
  },
  grade: onIncident((db, { id }, { n, now }) =>
    gradeIncident(db, { incidentId: id, grade: gradeOf(n), ...because }, { actor: crew.gxGroup, at: now }),
  ),
  transfer: async (db, { rows, n, now }) => {
    const owed = rows.clocks.filter((c) => c.duty.startsWith('report-') && c.recipientIds.length > 0)
    const clock = owed[n % Math.max(1, owed.length)]
    const toUnitId = bureausToHandTo[n % bureausToHandTo.length]!
    return clock
      ? transferDuty(db, { clockId: clock.id, toUnitId, ...because }, { actor: crew.gxDirector, at: now })
      : null
  },
  'found-time': onIncident(async (db, { id, unitId }, { n, now }) => {
    const foundAt = addMs(now, -((n * 7) % 300) * minute)
    const proposal = { incidentId: id, unitId, foundAt, ...because }
    const proposed = await proposeFoundTime(db, proposal, { actor: dutyOf(unitId), at: now })
    if (!proposed.ok) return proposed
    const { proposalId } = proposed.value
    return confirmFoundTime(db, { incidentId: id, proposalId }, { actor: crew.gxDirector, at: now })
  }),
  elements: onIncident((db, { id }, { n, now }) => {
    const elements = { media: true, untrue: true, serious: true, sudden: n % 6 !== 0 }
    return confirmIncident(db, { incidentId: id, elements, ...because }, { actor: crew.gxDirector, at: now })
  }),
  study: onIncident((db, { id }, { now }) =>
    studyIncident(db, { incidentId: id, ...because }, { actor: crew.gxOffice, at: now }),
  ),
  // What has to come before it may have come already: those answers are not asked.
  activate: onIncident(async (db, { id, unitId }, { rows, now }) => {
    const by = { actor: crew.gxGroup, at: now }
    const run = rows.runs.find((r) => r.plan !== 'media' && r.state === 'proposed')
    if (run) return approveActivation(db, { activationId: run.id, start: true, ...because }, by)
    const elements = { media: true, untrue: true, serious: true, sudden: true }
    await confirmIncident(db, { incidentId: id, elements, ...because }, { actor: crew.gxDirector, at: now })
    const report = { incidentId: id, fromUnitId: unitId, toUnitIds: ['gx'], ...contentOf(rows), kind: 'first' as const }
    await sendReport(db, { ...report, channel: 'system' }, { actor: dutyOf(unitId), at: now })
    await studyIncident(db, { incidentId: id, ...because }, { actor: crew.gxOffice, at: now })
    return activatePlan(db, { incidentId: id, ...because }, by)
  }),
  fulfil: async (db, { rows, n, now }) => {
    const owed = rows.clocks.filter((c) => c.recipientIds.length === 0 && c.metAt === null && c.voidReason === null)
    const clock = owed[n % Math.max(1, owed.length)]
    const actor = n % 2 === 0 ? crew.gxGroup : crew.gxOffice
    return clock ? fulfilDuty(db, { clockId: clock.id, note: '已办理' }, { actor, at: now }) : null
  },
  parameter: async (db, { rows, n, now }) => {
    const run = rows.runs.findLast((r) => r.state === 'running')
    if (!run) return null
    const parameter = run.plan === 'media' ? 'news-cadence' : 'report-frequency'
    const input = { activationId: run.id, parameter, ms: (1 + (n % 9)) * hour, ...because }
    return setParameter(db, input, { actor: crew.gxGroup, at: now })
  },
  reject: onIncident((db, { id }, { n, now }) =>
    // Now and then only: nothing much comes after it.
    n % 3 === 0
      ? rejectIncident(db, { incidentId: id, ...because }, { actor: crew.gxDirector, at: now })
      : Promise.resolve(null),
  ),
  terminate: onIncident((db, { id }, { n, now }) =>
    n % 2 === 0
      ? terminateIncident(db, { incidentId: id, override: true, ...because }, { actor: crew.gxGroup, at: now })
      : Promise.resolve(null),
  ),
}
