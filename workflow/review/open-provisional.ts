/**
 * The safety net of GAP-03, for whoever holds the lock of the story: an alert that nobody answered in time opens a
 * provisional incident. The start is that of the rule, however late this runs and whoever comes first: machine or person.
 */
import { addMs } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units.ts'
import { type Flag, flagsOfStory, lockFlag, updateFlag } from '../../store/flags.ts'
import { incidentRow } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { openOrJoin } from '../incident/open-incident.ts'
import { isEnded } from '../incident/owed.ts'
import { acknowledgeWithinMs } from './open-flag.ts'
import { subjectOfFlag } from './subject-of-flag.ts'

/** Nothing happens when somebody acknowledged, marked or closed it meanwhile, or when it may still be answered. */
export async function openProvisional(tx: Db, flag: Flag, { tree, at }: { tree: UnitTree; at: Date }): Promise<void> {
  if (!flag.alertedAt || (await isAnswered(tx, flag))) {
    if (flag.dueAt) await updateFlag(tx, flag.id, { dueAt: null })
    return
  }
  const startAt = addMs(flag.alertedAt, acknowledgeWithinMs)
  if (startAt > at) return
  const subject = await subjectOfFlag(tx, flag, tree)
  const found = { flag, subject, startEvent: 'not-acknowledged' as const, startAt, actor: null }
  const opened = await openOrJoin(tx, found, { tree, by: { kind: 'machine', name: 'review' }, at })
  if (!opened.ok) await updateFlag(tx, flag.id, { dueAt: null })
}

/** For a command of a person on a flag: what the machine should have started on its story before stands first. */
export async function openForgotten(tx: Db, flag: Flag, context: { tree: UnitTree; at: Date }): Promise<void> {
  const waiting = (await flagsOfStory(tx, flag.clusterId, flag.unitId)).filter((f) => f.alertedAt && f.dueAt)
  for (const { id } of waiting) {
    const each = await lockFlag(tx, id)
    if (each) await openProvisional(tx, each, context)
  }
}

/** An incident that has ended answered the alert before it, not this one. */
async function isAnswered(tx: Db, flag: Flag): Promise<boolean> {
  if (flag.acknowledgedAt || flag.state === 'closed_no_fault') return true
  const incident = flag.incidentId ? await incidentRow(tx, flag.incidentId) : null
  return incident !== null && !isEnded(incident)
}
