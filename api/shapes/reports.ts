/** Reports with revisions and receipts as the contract shows them. */
import type { UnitTree } from '../../domain/units.ts'
import type { FullReport, Receipt } from '../../store/reports.ts'
import { formSent } from '../../workflow/report/forms.ts'
import type { Move, ReceiptShown, ReportShown } from '../contract.ts'
import { formShown, revisionsShown } from './forms.ts'
import { iso, isoOrNull, unitRef } from './units.ts'

const receiptShown = (r: Receipt, tree: UnitTree): ReceiptShown => ({
  id: r.id,
  unit: unitRef(tree, r.unitId),
  copy: r.copy,
  heldAt: isoOrNull(r.heldAt),
  deliveredAt: isoOrNull(r.deliveredAt),
  acknowledgedAt: isoOrNull(r.acknowledgedAt),
  acknowledgedBy: r.acknowledgedBy,
})

export const reportShown = (r: FullReport, { tree, moves }: { tree: UnitTree; moves: Move[] }): ReportShown => ({
  id: r.id,
  incidentId: r.incidentId,
  kind: r.kind,
  form: formShown(formSent(r)),
  seq: r.seq,
  from: unitRef(tree, r.fromUnitId),
  channel: r.channel,
  claimedFoundAt: isoOrNull(r.claimedFoundAt),
  claimedSentAt: isoOrNull(r.claimedSentAt),
  sentAt: iso(r.sentAt),
  countsAt: isoOrNull(r.countsAt),
  otherRecipients: r.otherRecipients,
  signedBy: { id: r.signedByUserId, name: r.signedByName },
  skipLevel: r.skipLevel,
  skipReason: r.skipReason,
  revisions: revisionsShown(r.revisionList),
  receipts: r.receipts.map((receipt) => receiptShown(receipt, tree)),
  moves,
})
