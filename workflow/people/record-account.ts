/** What an administrator did to an account, for the record; the account itself is changed by api/auth. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor } from '../../domain/units.ts'
import { type Account, accountById } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { unitsVisible } from '../policy.ts'
import { isHeadSeat, tellHeadless } from './heads.ts'

export type AccountAction = 'create-account' | 'close-account' | 'reset-password'

/** The account, if this person may administer it. Nobody closes their own. */
export async function administeredAccount(
  db: Db,
  { userId, action }: { userId: string; action: Exclude<AccountAction, 'create-account'> },
  { actor, at }: { actor: Actor; at: Date },
): Promise<Result<Account>> {
  const unitIds = unitsVisible(actor, 'manage-people', await loadUnitTree(db))
  if (unitIds.length === 0) return refuse('not-allowed', { rule: 'policy-admin' })
  const account = await accountById(db, userId, unitIds, at)
  if (!account) return refuse('not-found')
  if (account.closedAt) return refuse('wrong-state', { detail: { state: 'closed' } })
  if (action === 'close-account' && userId === actor.userId) return refuse('not-allowed', { rule: 'policy-admin' })
  return ok(account)
}

export async function recordAccount(
  db: Db,
  { userId, username, action }: { userId: string; username: string; action: AccountAction },
  { actor, at }: { actor: Actor; at: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const tree = await loadUnitTree(tx)
    if (action === 'close-account') {
      const account = await accountById(tx, userId, unitsVisible(actor, 'manage-people', tree), at)
      const left = (account?.seats ?? []).filter(isHeadSeat).map((s) => s.unitId)
      await tellHeadless(tx, { unitIds: left, userId, name: account?.name ?? username }, { tree, at })
    }
    await appendAudit(tx, {
      at,
      by: { kind: 'person', userId: actor.userId, name: actor.name, unitId: actor.seats[0]?.unitId ?? null },
      action,
      subject: { kind: 'account', id: userId },
      after: { username },
    })
  })
}
