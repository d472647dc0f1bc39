/**
 * The leading group's yes by phone in an emergency (口头同意): written down by the office with who, when and before whom, and
 * confirmed in writing by its giver within 24 hours, or denied. The text may come in force meanwhile.
 */
import { ok, type Result, refuse } from '../../domain/result.ts'
import { addMs, day, hour } from '../../domain/time.ts'
import type { Agent, Role, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree, type Person, peopleOf } from '../../store/people.ts'
import {
  insertApproval,
  insertOralApproval,
  lockTalkingPoints,
  pointsOfOral,
  saveOralApproval,
  type TalkingPointsVersion,
} from '../../store/talking-points.ts'
import type { By } from '../by.ts'
import { notify } from '../delivery/notify.ts'
import { type CheckText, withNumbers } from '../numbers.ts'
import { blockReleasesOf } from '../release/put-out.ts'
import { readText } from '../text.ts'
import { noticeNextStep, noticeReturned, noticeStopUsing } from './notices.ts'
import { lockAndJudge, type Standing, saveMove, textOfPoints } from './record.ts'

export const confirmWithinMs = day
/** So long before the limit its giver is reminded. */
const remindBeforeMs = 4 * hour

const machine: Agent = { kind: 'machine', name: 'oral-approval' }
const witnessRoles: Role[] = [
  'duty_officer',
  'unit_head',
  'office_staff',
  'office_director',
  'subject_division',
  'spokesperson',
]

export type OralInput = {
  id: string
  revision: number
  hash: string
  approverId: string
  witnessId: string
  calledAt: Date
}

/** Whose yes it can have been, and who can have heard it: neither drafted the text, nor writes it down. */
export async function oralPeople(
  db: Db,
  { facts }: Pick<TalkingPointsVersion, 'facts'>,
  { recorderId, tree, at }: { recorderId: string; tree: UnitTree; at: Date },
): Promise<{ approvers: Person[]; witnesses: Person[] }> {
  const rootId = facts.incident.rootId
  const drafted = new Set([recorderId, ...facts.drafters.map((d) => d.userId)])
  const unitIds = tree.all.filter((u) => tree.bureauOf(u.id)?.id === rootId).map((u) => u.id)
  const approvers = await peopleOf(db, { unitIds: [rootId], roles: ['leading_group'] }, at)
  const witnesses = await peopleOf(db, { unitIds, roles: witnessRoles }, at)
  const free = (people: Person[]) =>
    people.filter((p, i) => !drafted.has(p.userId) && people.findIndex((o) => o.userId === p.userId) === i)
  return { approvers: free(approvers), witnesses: free(witnesses) }
}

/** Refuses a call that lies ahead or before the office signed this text, and a third person who is not one. */
export async function recordOralApproval(
  db: Db,
  input: OralInput,
  by: By,
  check: CheckText,
): Promise<Result<Standing>> {
  const read = () => textOfPoints(db, input.id, by.at)
  return withNumbers(db, { read, check, at: by.at }, (numbers) =>
    db.transaction(async (tx) => {
      const judged = await lockAndJudge(tx, { id: input.id, verb: 'record-oral', given: input, numbers }, by)
      if (!judged.ok) return judged
      const { version, tree, moved } = judged.value
      const { facts } = version
      const rule = 'policy-oral' as const
      const signedAt = version.approvals.findLast((a) => a.step === 'office' && a.approved && a.hash === facts.hash)?.at
      const { calledAt } = input
      if (Number.isNaN(calledAt.getTime()) || calledAt > by.at || !signedAt || calledAt < signedAt)
        return refuse('invalid-field', { rule, field: 'calledAt' })
      if (addMs(calledAt, confirmWithinMs) <= by.at) return refuse('invalid-field', { rule, field: 'calledAt' })
      const people = await oralPeople(tx, version, { recorderId: by.actor.userId, tree, at: by.at })
      const approver = people.approvers.find((p) => p.userId === input.approverId)
      if (!approver) return refuse('invalid-field', { rule, field: 'approver' })
      const witness = people.witnesses.find((p) => p.userId === input.witnessId && p.userId !== approver.userId)
      if (!witness) return refuse('invalid-field', { rule, field: 'witness' })

      const confirmBy = addMs(calledAt, confirmWithinMs)
      const remindAt = addMs(confirmBy, -remindBeforeMs)
      const named = { talkingPointsId: facts.id, revision: facts.revision, hash: facts.hash }
      await insertApproval(tx, {
        ...{ ...named, step: 'leading_group', approved: true, comment: '', at: by.at },
        ...{ byUserId: approver.userId, byName: approver.name, byUnitId: approver.unitId },
      })
      const oral = await insertOralApproval(tx, {
        ...{ ...named, byUserId: approver.userId, byName: approver.name, calledAt, at: by.at, confirmBy },
        ...{ witnessId: witness.userId, witnessName: witness.name },
        ...{ recorderId: by.actor.userId, recorderName: by.actor.name },
        dueAt: remindAt > by.at ? remindAt : confirmBy,
      })
      const more = { approver: approver.name, witness: witness.name, calledAt: calledAt.toISOString() }
      const after = await saveMove(tx, { version, moved, more: { ...more, confirmBy: confirmBy.toISOString() } }, by)
      await tellOral(
        tx,
        { version, oral, kind: 'oral_confirmation_wanted', key: `oral_wanted/${oral.id}` },
        tree,
        by.at,
      )
      await noticeNextStep(tx, { facts, tree, at: by.at }, after.state)
      return ok(after)
    }),
  )
}

/** Its giver confirms in writing, late or not, or says it was not so: then the text goes back, or is recalled where it is in force. */
export async function settleOralApproval(
  db: Db,
  input: { id: string; revision: number; hash: string; confirmed: boolean; reason?: string },
  by: By,
): Promise<Result<Standing>> {
  return db.transaction(async (tx) => {
    const verb = input.confirmed ? 'confirm-oral' : 'deny-oral'
    const judged = await lockAndJudge(tx, { id: input.id, verb, given: input }, by)
    if (!judged.ok) return judged
    const { version, tree, moved } = judged.value
    const { facts } = version
    if (!facts.oral || !moved.seat) throw new Error('an oral approval is settled by its giver')
    const reason = readText(input.reason, { field: 'reason', min: input.confirmed ? 0 : 1, max: 2000 })
    if (!reason.ok) return reason
    const outcome = input.confirmed ? 'confirmed' : 'denied'
    await saveOralApproval(tx, facts.oral.id, { outcome, settledAt: by.at, dueAt: null })
    if (moved.move.step)
      await insertApproval(tx, {
        ...{ talkingPointsId: facts.id, revision: facts.revision, hash: facts.hash, ...moved.move.step },
        ...{ comment: reason.value, at: by.at },
        ...{ byUserId: by.actor.userId, byName: by.actor.name, byUnitId: moved.seat.unitId },
      })
    const after = await saveMove(tx, { version, moved, reason: reason.value || undefined }, by)
    const about = { facts, tree, at: by.at }
    if (after.state === 'draft')
      await noticeReturned(tx, about, { comment: reason.value, byName: by.actor.name, asked: false })
    if (after.state === 'recalled' && facts.state !== 'recalled') {
      await noticeStopUsing(tx, about, { cause: 'recalled', reason: reason.value })
      await blockReleasesOf(tx, { talkingPointsId: facts.id, isRecall: true }, by.at)
    }
    return ok(after)
  })
}

/** Door of the machine: the giver is reminded; at the limit the matter goes to the office's director and the head, and stays marked. */
export async function watchOralApproval(db: Db, id: string, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const pointsId = await pointsOfOral(tx, id)
    const version = pointsId && (await lockTalkingPoints(tx, pointsId, at))
    const oral = version ? version.orals.find((o) => o.id === id) : null
    if (!version || !oral) return
    if (oral.outcome !== null || oral.overdueAt) return saveOralApproval(tx, id, { dueAt: null })
    const tree = await loadUnitTree(tx)
    if (at < oral.confirmBy) {
      await saveOralApproval(tx, id, { dueAt: oral.confirmBy })
      return tellOral(tx, { version, oral, kind: 'oral_confirmation_wanted', key: `oral_reminder/${id}` }, tree, at)
    }
    await saveOralApproval(tx, id, { overdueAt: at, dueAt: null })
    const { facts } = version
    await appendAudit(tx, {
      ...{ at, by: machine, action: 'oral-overdue', subject: { kind: 'talking_points', id: facts.id } },
      ...{ incidentId: facts.incident.id, before: null, reason: null },
      after: { n: facts.n, revision: oral.revision, approver: oral.byName, confirmBy: oral.confirmBy.toISOString() },
    })
    await tellOral(tx, { version, oral, kind: 'oral_confirmation_overdue', key: `oral_overdue/${id}` }, tree, at)
  })
}

/** A reminder goes to the giver, what is overdue to those who answer for the office and the bureau as well. */
async function tellOral(
  tx: Db,
  {
    version: { facts },
    oral,
    kind,
    key,
  }: {
    version: TalkingPointsVersion
    oral: TalkingPointsVersion['orals'][number]
    kind: 'oral_confirmation_wanted' | 'oral_confirmation_overdue'
    key: string
  },
  tree: UnitTree,
  at: Date,
): Promise<void> {
  const { incident, n, revision } = facts
  const giver: Person = {
    userId: oral.byUserId,
    name: oral.byName,
    unitId: incident.rootId,
    role: 'leading_group',
    standIn: false,
  }
  const late = kind === 'oral_confirmation_overdue'
  await notify(
    tx,
    {
      ...{ key, kind, incidentId: incident.id, heldFromUnitId: incident.heldFromUnitId },
      to: [
        { unitId: incident.rootId, roles: [], named: [giver] },
        ...(late
          ? [
              { unitId: incident.rootId, roles: ['office_director' as const] },
              { unitId: incident.rootId, roles: ['unit_head' as const] },
            ]
          : []),
      ],
      facts: {
        ...{ talkingPointsId: facts.id, no: incident.no, title: incident.title, n, revision },
        ...{ byName: oral.byName, limitAt: oral.confirmBy.toISOString() },
      },
    },
    tree,
    at,
  )
}
