/** Where a person wants to be reached outside the product; each sets it for themselves. */
import { isAddress } from '../../domain/channel.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Agent } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { reachOf, saveReach } from '../../store/channels.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { tellOwnChange } from '../contact/tell-change.ts'

export type ReachGiven = { email: string; phone: string; quietFrom: number | null; quietTo: number | null }

/**
 * Quiet hours in minutes of the day (0–1439), both or neither. The record says that it changed, never the addresses. Whoever sits
 * in a body with the person is told of a changed number at once; answers with how many.
 */
export async function changeReach(db: Db, given: ReachGiven, { actor, at }: By): Promise<Result<{ told: number }>> {
  const email = given.email.trim()
  const phone = given.phone.replace(/[\s-]/g, '')
  if (email !== '' && !isAddress('email', email)) return refuse('invalid-field', { field: 'email' })
  if (phone !== '' && !isAddress('sms', phone)) return refuse('invalid-field', { field: 'phone' })
  const { quietFrom, quietTo } = given
  const minutes = [quietFrom, quietTo].filter((m) => m !== null)
  if (minutes.length === 1 || minutes.some((m) => !Number.isInteger(m) || m < 0 || m >= 1440))
    return refuse('invalid-field', { field: 'quietFrom' })
  return db.transaction(async (tx) => {
    const before = (await reachOf(tx, [actor.userId])).get(actor.userId)
    await saveReach(tx, { userId: actor.userId, email, phone, quietFrom, quietTo, changedAt: at })
    const changed = {
      ...(phone === (before?.phone ?? '') ? {} : { phone }),
      ...(email === (before?.email ?? '') ? {} : { email }),
    }
    const told = await tellOwnChange(tx, changed, { actor, at })
    const by: Agent = { kind: 'person', userId: actor.userId, name: actor.name, unitId: actor.seats[0]?.unitId ?? null }
    await appendAudit(tx, {
      at,
      by,
      action: 'change-reach',
      subject: { kind: 'account', id: actor.userId },
      before: { email: Boolean(before?.email), phone: Boolean(before?.phone) },
      after: { email: email !== '', phone: phone !== '', quietFrom, quietTo },
    })
    return ok({ told })
  })
}
