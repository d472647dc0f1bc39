/** Who hears of a request for correction: who approves and sends it, who drafts and follows it. */
import type { CorrectionOutcome, CorrectionState } from '../../domain/correction.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { FullCorrection } from '../../store/corrections.ts'
import { incidentRow } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { notify } from '../delivery/notify.ts'
import { rolesFor } from '../policy.ts'

type About = { tree: UnitTree; at: Date }

export async function noticeLook(
  tx: Db,
  {
    full,
    to,
    outcome,
    lookId,
  }: { full: FullCorrection; to: CorrectionState; outcome: CorrectionOutcome; lookId: string },
  about: About,
): Promise<void> {
  await tell(tx, full, { kind: 'correction_news', key: `look/${lookId}`, facts: { event: outcome, state: to } }, about)
}

/** `approve`, `send`: somebody is to act; `returned`, `step`: whoever drafted it. */
export async function noticeStep(
  tx: Db,
  full: FullCorrection,
  event: 'approve' | 'send' | 'returned' | 'step',
  about: About & { reason?: string },
): Promise<void> {
  const key = `${event}/${full.row.revision}/${about.at.getTime()}`
  const facts = { event, state: full.row.state, ...(about.reason ? { reason: about.reason.slice(0, 300) } : {}) }
  await tell(tx, full, { kind: event === 'step' ? 'correction_news' : 'correction_wanted', key, facts }, about)
}

async function tell(
  tx: Db,
  { row, article }: FullCorrection,
  told: { kind: 'correction_wanted' | 'correction_news'; key: string; facts: Record<string, string | number> },
  { tree, at }: About,
): Promise<void> {
  const incident = row.incidentId ? await incidentRow(tx, row.incidentId) : null
  const isToJudge = ['approve', 'send'].includes(String(told.facts.event))
  await notify(
    tx,
    {
      ...{ key: `correction/${row.id}/${told.key}`, kind: told.kind, incidentId: row.incidentId },
      to: [{ unitId: row.unitId, roles: isToJudge ? rolesFor('approve-correction') : rolesFor('draft-correction') }],
      facts: { title: article.title.slice(0, 200), outlet: row.outletName, correctionId: row.id, ...told.facts },
      heldFromUnitId: incident?.heldFromUnitId ?? null,
      restricted: incident?.restricted ?? false,
    },
    tree,
    at,
  )
}
