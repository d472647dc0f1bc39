/** Senders: programs that may hand in articles, each with a key of its own. Made and revoked by an administrator. */
import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Agent } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { insertSender, revokeSender as revokeRow, senderById } from '../../store/submissions.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'
import { keyHint, newKey, sealKey } from './sender-key.ts'

/** `secret`: the installation's, under which the key is sealed. The key in the answer is shown once and never again. */
export async function makeSender(
  db: Db,
  given: { name: string; secret: string },
  by: By,
): Promise<Result<{ id: string; key: string }>> {
  const name = readText(given.name, { field: 'name', min: 2, max: 60 })
  if (!name.ok) return name
  return db.transaction(async (tx) => {
    const right = await mayManageSenders(tx, by)
    if (!right.ok) return right
    const id = randomUUID()
    const key = newKey()
    const made = await insertSender(tx, {
      id,
      name: name.value,
      sealedKey: sealKey(key, { secret: given.secret, senderId: id }),
      hint: keyHint(key),
      createdAt: by.at,
      createdBy: by.actor.userId,
    })
    if (!made) return refuse('already-exists', { field: 'name' })
    await appendAudit(tx, {
      at: by.at,
      by: right.value,
      action: 'make-sender',
      subject: { kind: 'sender', id },
      after: { name: name.value, hint: made.hint },
    })
    return ok({ id, key })
  })
}

/** From now on its key opens nothing. Revoking twice is revoking once; it cannot be taken back. */
export async function revokeSender(db: Db, { id }: { id: string }, by: By): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    const right = await mayManageSenders(tx, by)
    if (!right.ok) return right
    const sender = await senderById(tx, id)
    if (!sender) return refuse('not-found')
    if (!(await revokeRow(tx, id, by.at))) return ok(null)
    await appendAudit(tx, {
      at: by.at,
      by: right.value,
      action: 'revoke-sender',
      subject: { kind: 'sender', id },
      before: { name: sender.name, hint: sender.hint },
    })
    return ok(null)
  })
}

async function mayManageSenders(tx: Db, { actor }: By): Promise<Result<Agent>> {
  const tree = await loadUnitTree(tx)
  for (const { unitId } of actor.seats) {
    const right = may(actor, 'manage-senders', { unitId, tree })
    if (right.ok) return ok(agentOf(actor, right.value))
  }
  return refuse('not-allowed', { rule: 'policy-admin' })
}
