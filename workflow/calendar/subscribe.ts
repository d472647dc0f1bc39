/** Addresses under which a calendar program reads the releases: one a person and program, taken back at any time. */
import { createHash, randomBytes } from 'node:crypto'
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Agent } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import {
  addSubscription,
  type CalendarSubscription,
  revokeSubscription,
  subscriptionsOf,
  useSubscription,
} from '../../store/calendar.ts'
import type { Db } from '../../store/open.ts'
import { actorById } from '../../store/people.ts'
import type { By } from '../by.ts'
import { readText } from '../text.ts'

/** So many addresses a person. */
const most = 10
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The token is told once and kept as a hash only. */
export async function makeSubscription(
  db: Db,
  input: { name: string },
  { actor, at }: By,
): Promise<Result<{ token: string; subscription: CalendarSubscription }>> {
  const name = readText(input.name, { field: 'name', min: 1, max: 60 })
  if (!name.ok) return name
  if (actor.seats.length === 0) return refuse('not-allowed')
  return db.transaction(async (tx) => {
    if ((await subscriptionsOf(tx, actor.userId)).length >= most)
      return refuse('too-large', { field: 'name', detail: { max: most } })
    const token = randomBytes(32).toString('base64url')
    const row = { userId: actor.userId, name: name.value, tokenHash: hashOf(token), createdAt: at }
    const subscription = await addSubscription(tx, row)
    await appendAudit(tx, {
      at,
      by: agent(actor),
      action: 'subscribe',
      subject: subject(subscription.id),
      after: { name: name.value },
    })
    return ok({ token, subscription })
  })
}

/** Only one's own. */
export async function endSubscription(db: Db, { id }: { id: string }, { actor, at }: By): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    if (!(await revokeSubscription(tx, { id, userId: actor.userId, at }))) return refuse('not-found')
    await appendAudit(tx, { at, by: agent(actor), action: 'unsubscribe', subject: subject(id) })
    return ok(null)
  })
}

/** Is this a token in force, of a person whose account is open and who still sits somewhere? */
export async function isSubscribed(db: Db, token: string, at: Date): Promise<boolean> {
  const subscription = await useSubscription(db, hashOf(token), at)
  const actor = subscription && (await actorById(db, subscription.userId, at))
  return (actor?.seats.length ?? 0) > 0
}

const agent = ({ userId, name, seats }: By['actor']): Agent => ({
  ...{ kind: 'person', userId, name },
  unitId: seats[0]?.unitId ?? null,
})
const subject = (id: string) => ({ kind: 'calendar_subscription', id })
