/** Door of the pipeline: administrators are told which sources are in trouble and which are well again, many in one message. */
import type { Role } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree, peopleOf } from '../../store/people.ts'
import { markAlarmsTold, type NamedAlarm, untoldAlarms } from '../../store/source-alarms.ts'
import { notify, type Recipients } from '../delivery/notify.ts'

const administrators: Role[] = ['admin']
/** Names in a message; the rest is a number, and the page has them all. */
const mostNames = 3

/**
 * Tells everything that waits. A trouble that passed before anybody was told of it is not told at all. Running it twice tells
 * once: what was told waits no more.
 */
export async function tellAlarms(db: Db, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const waiting = await untoldAlarms(tx, at)
    const raised = waiting.filter((a) => !a.toldAt && !a.clearedAt)
    const cleared = waiting.filter((a) => a.toldAt && a.clearedAt)
    const silent = waiting.filter((a) => !a.toldAt && a.clearedAt)
    await tell(tx, 'source_alarm', { alarms: raised, at })
    await tell(tx, 'source_recovered', { alarms: cleared, at })
    const ids = (alarms: NamedAlarm[]): string[] => alarms.map((a) => a.id)
    await markAlarmsTold(tx, { raised: ids(raised), cleared: ids(cleared), silent: ids(silent) }, at)
  })
}

async function tell(
  tx: Db,
  kind: 'source_alarm' | 'source_recovered',
  { alarms, at }: { alarms: NamedAlarm[]; at: Date },
): Promise<void> {
  const [first] = alarms
  if (!first) return
  const names = [...new Set(alarms.map((a) => a.source.name))]
  const kinds = new Set(alarms.map((a) => a.kind))
  const tree = await loadUnitTree(tx)
  const seated = await peopleOf(tx, { unitIds: tree.all.map((u) => u.id), roles: administrators }, at)
  // Where nobody administers, whoever `notify` finds in the tree's first unit is told: an alarm must not vanish.
  const units =
    seated.length > 0 ? seated.map((p) => p.unitId) : tree.all.filter((u) => u.id === u.rootId).map((u) => u.id)
  const to = [...new Set(units)].map((unitId): Recipients => ({ unitId, roles: administrators }))
  const facts = {
    names: names.slice(0, mostNames).join('\n'),
    count: names.length,
    ...(kinds.size === 1 ? { alarm: first.kind } : {}),
  }
  await notify(tx, { key: `${kind}:${first.id}`, kind, to, facts }, tree, at)
}
