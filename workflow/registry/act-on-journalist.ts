/** What people do with an entry: link a matter, log a contact, look at it again, restrict it, give it free, erase it. */
import type { InteractionKind, LinkOutcome, Restriction } from '../../domain/registry.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { addMs, minute } from '../../domain/time.ts'
import { incidentById } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { insertInteraction, putLink } from '../../store/registry.ts'
import type { By } from '../by.ts'
import { unitsVisible } from '../policy.ts'
import { basisMatter, datesFrom, type JudgedEntry, lockAndJudgeEntry, saveEntry } from './entry.ts'
import { eraseEntry } from './erase-journalist.ts'

export type JournalistAct =
  | { verb: 'link-incident'; incidentId: string; outcome: LinkOutcome }
  | { verb: 'log-interaction'; kind: InteractionKind; happenedAt: Date; incidentId: string | null }
  | { verb: 'review' }
  | { verb: 'restrict'; restriction: Exclude<Restriction, 'erasure_asked'> }
  | { verb: 'lift' }
  | { verb: 'ask-erasure' }
  | { verb: 'erase-wrong' }

type Effect = { change?: Parameters<typeof saveEntry>[2]['change'] & object; more?: Record<string, unknown> }

/** Refuses `not-allowed`, `wrong-state`; `not-an-event` where the matter is no basis; `time-in-future`. */
export async function actOnJournalist(
  db: Db,
  { id, ...act }: { id: string } & JournalistAct,
  by: By,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeEntry(tx, { id, verb: act.verb }, by)
    if (!judged.ok) return judged
    if (judged.value.moved.to === 'erased')
      return ok(await eraseEntry(tx, judged.value, act.verb === 'ask-erasure' ? 'asked' : 'entered_wrongly', by))
    const effect = await effectOf(tx, judged.value, act, by)
    return effect.ok ? ok(await saveEntry(tx, judged.value, effect.value, by)) : effect
  })
}

async function effectOf(tx: Db, { row, tree }: JudgedEntry, act: JournalistAct, by: By): Promise<Result<Effect>> {
  const { actor, at } = by
  switch (act.verb) {
    case 'link-incident': {
      const basis = await basisMatter(tx, act.incidentId, { actor, tree })
      if (!basis.ok) return basis
      const { incidentId, outcome } = act
      await putLink(tx, { journalistId: row.id, incidentId, outcome, byName: actor.name, at })
      return ok({ more: { incidentId, outcome } })
    }
    case 'log-interaction': {
      const { kind, happenedAt, incidentId } = act
      if (happenedAt > addMs(at, 2 * minute)) return refuse('time-in-future', { field: 'happenedAt' })
      const seen = unitsVisible(actor, 'view-incidents', tree)
      if (incidentId !== null && !(await incidentById(tx, incidentId, seen)))
        return refuse('not-found', { field: 'incidentId' })
      await insertInteraction(tx, { journalistId: row.id, kind, happenedAt, incidentId, byName: actor.name, at })
      return ok({ more: { kind, incidentId } })
    }
    case 'review':
      return ok({ change: datesFrom(at) })
    case 'restrict':
      return ok({ change: { restriction: act.restriction, restrictedAt: at }, more: { restriction: act.restriction } })
    case 'lift':
      return ok({ change: { restriction: null, restrictedAt: null, ...datesFrom(at) } })
    // The matter is not over: nothing of it is used from now on, and the machine looks again.
    case 'ask-erasure': {
      const restriction = 'erasure_asked' as const
      return ok({ change: { restriction, restrictedAt: at, dueAt: at }, more: { restriction } })
    }
    case 'erase-wrong':
      return refuse('wrong-state')
  }
}
