/** Door of the machine: what nobody signed by its limit is told once, bureau by bureau; looked at each day after midnight. */
import { addMs, day, minute, startOfShanghaiDay } from '../../domain/time.ts'
import { isBureau } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { standingEntriesOf, standingWatchRoot } from '../../store/standing.ts'
import { notify } from '../delivery/notify.ts'
import { dutiesOf } from './duties-of.ts'
import { owedBetween, stateOf } from './standing.ts'

/** A house that was down longer is told of the last days alone. */
const backMs = 3 * day

/** Answers with the next look: the coming Shanghai midnight, a minute after the day's limits have passed. */
export async function watchStanding(db: Db, watchId: string, at: Date): Promise<Date | null> {
  return db.transaction(async (tx) => {
    const rootId = await standingWatchRoot(tx, watchId)
    if (rootId === null) return null
    const tree = await loadUnitTree(tx)
    let any = false
    for (const bureau of tree.all.filter((u) => u.rootId === rootId && isBureau(u))) {
      const duties = await dutiesOf(tx, bureau, tree)
      any ||= duties.length > 0
      const ended = owedBetween(duties, addMs(at, -backMs), at).filter(
        (o) => o.occurrence.limitAt < at && o.occurrence.limitAt >= addMs(at, -backMs),
      )
      const entries = await standingEntriesOf(tx, [bureau.id], [...new Set(ended.map((o) => o.occurrence.key))])
      const missing = ended.filter((o) => stateOf(o, entries, at) === 'missing')
      for (const key of new Set(missing.map((o) => o.occurrence.key))) {
        const of = missing.filter((o) => o.occurrence.key === key)
        await notify(
          tx,
          {
            key: `standing_missing:${bureau.id}:${key}`,
            kind: 'standing_missing',
            to: [{ unitId: bureau.id, roles: ['duty_officer', 'office_staff', 'office_director'] }],
            facts: { name: bureau.name, period: key, what: of.map((o) => o.duty.what).join('\n'), count: of.length },
          },
          tree,
          at,
        )
      }
    }
    return any ? addMs(startOfShanghaiDay(addMs(at, day)), minute) : null
  })
}
