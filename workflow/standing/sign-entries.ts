/**
 * Somebody signs what a standing duty asks for: that there was nothing (零报告), or what there was. A nil report is a report; a
 * missing one is nobody's word. Late ones are taken and stay late.
 */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { addMs, day } from '../../domain/time.ts'
import { appendAudit } from '../../store/audit.ts'
import { lockRoster } from '../../store/duty.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { addStandingEntries, seenIn, standingEntriesOf } from '../../store/standing.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { dutiesOf } from './duties-of.ts'
import { owedBetween } from './standing.ts'

/** What was forgotten longer ago stays missing. */
const oldestMs = 400 * day
const mostItems = 40

export type SignInput = {
  unitId: string
  items: { plan: string; duty: string; key: string }[]
  nil: boolean
  text: string
}

/** All of them or none. Refuses `invalid-field` where nil is no answer or the text is missing, `already-exists` a second nil. */
export async function signEntries(db: Db, input: SignInput, { actor, at }: By): Promise<Result<{ entries: number }>> {
  return db.transaction(async (tx) => {
    const tree = await loadUnitTree(tx)
    const bureau = tree.bureauOf(input.unitId)
    if (!bureau) return refuse('not-found', { field: 'unitId' })
    const right = may(actor, 'sign-standing', { unitId: bureau.id, tree })
    if (!right.ok) return right
    if (input.items.length === 0) return refuse('missing-field', { field: 'items' })
    if (input.items.length > mostItems) return refuse('too-large', { field: 'items', detail: { max: mostItems } })
    const text = input.text.trim()
    if (!input.nil && text === '') return refuse('missing-field', { field: 'text' })
    if (text.length > 2000) return refuse('too-large', { field: 'text', detail: { max: 2000 } })
    await lockRoster(tx, bureau.rootId)
    const owed = owedBetween(await dutiesOf(tx, bureau, tree), addMs(at, -oldestMs), at)
    const before = await standingEntriesOf(tx, [bureau.id], [...new Set(input.items.map((i) => i.key))])
    const rows = []
    for (const { plan, duty, key } of input.items) {
      const found = owed.find((o) => o.duty.plan === plan && o.duty.duty === duty && o.occurrence.key === key)
      if (!found) return refuse('not-found', { field: 'items' })
      if (input.nil && !found.duty.nilCounts) return refuse('invalid-field', { field: 'nil' })
      if (input.nil && before.some((e) => e.plan === plan && e.duty === duty && e.key === key))
        return refuse('already-exists', { field: 'items' })
      const { opensAt, limitAt } = found.occurrence
      const seen = await seenIn(tx, { unitId: bureau.id, from: opensAt, to: limitAt < at ? limitAt : at })
      rows.push({ unitId: bureau.id, plan, duty, key, nil: input.nil, text, seen, userId: actor.userId, at })
    }
    await addStandingEntries(tx, rows)
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, right.value), action: 'sign-standing', subject: { kind: 'standing', id: bureau.id } },
      after: { nil: input.nil, items: input.items.map((i) => `${i.plan} ${i.duty} ${i.key}`) },
    })
    return ok({ entries: rows.length })
  })
}
