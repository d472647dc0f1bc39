/**
 * The end of an entry: an id with dates stays, so that the record still means something; nothing of the person does (个人信息保护法
 * 第四十七条). What was merged into it ends with it. The record is not touched: it never held anything of the person.
 */
import type { Erasure } from '../../domain/registry.ts'
import { addMs, day } from '../../domain/time.ts'
import type { Agent } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import {
  eraseWhatHangsOn,
  type Journalist,
  lockJournalists,
  mergedInto,
  openMattersOf,
  saveJournalist,
} from '../../store/registry.ts'
import { agentOf, type By } from '../by.ts'
import type { JudgedEntry } from './entry.ts'

/** How often the machine looks whether the last matter of an entry is over. */
const lookAgainMs = day

const nobody = {
  ...{ name: '', penNames: [], outletId: null, role: null, url: '', contactSealed: null, contactKey: null },
  ...{ cardPrint: null, restriction: null, restrictedAt: null, mergedIntoId: null, dueAt: null },
}

export async function eraseEntry(
  tx: Db,
  { row, moved }: JudgedEntry,
  erasure: Erasure,
  { actor, at }: By,
): Promise<{ id: string }> {
  await erase(tx, row, erasure, { agent: agentOf(actor, moved.seat), at })
  return { id: row.id }
}

/**
 * Door: an entry whose time is over, or whose person asked for its end. While a matter it is linked to is open it is kept, restricted
 * where the person asked, and looked at again tomorrow. Answers with when to look again; null: never.
 */
export async function settleJournalist(db: Db, id: string, at: Date): Promise<Date | null> {
  return db.transaction(async (tx) => {
    const [row] = await lockJournalists(tx, [id])
    if (!row || row.state === 'erased' || row.state === 'merged') return null
    const isAsked = row.restriction === 'erasure_asked'
    if (!isAsked && row.keepUntil > at) return row.keepUntil
    const ids = [row.id, ...(await mergedInto(tx, row.id)).map((m) => m.id)]
    if ((await openMattersOf(tx, ids)) > 0) return addMs(at, lookAgainMs)
    await erase(tx, row, isAsked ? 'asked' : 'kept_long_enough', {
      ...{ agent: { kind: 'machine', name: 'retention of the registry' }, at },
    })
    return null
  })
}

async function erase(tx: Db, row: Journalist, erasure: Erasure, { agent, at }: { agent: Agent; at: Date }) {
  const all = [row, ...(await mergedInto(tx, row.id))]
  await eraseWhatHangsOn(
    tx,
    all.map((j) => j.id),
  )
  for (const j of all) {
    await saveJournalist(tx, j.id, { ...nobody, state: 'erased', erasure, erasedAt: at, version: j.version + 1 })
    await appendAudit(tx, {
      ...{ at, by: agent, action: 'erase-journalist', subject: { kind: 'journalist', id: j.id } },
      ...{ before: { state: j.state }, after: { state: 'erased', erasure } },
    })
  }
}
