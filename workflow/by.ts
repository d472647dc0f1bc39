/** Who asks for a command and in which capacity it is recorded. */
import { signatureOf } from '../domain/delegation.ts'
import type { Actor, Agent, Seat } from '../domain/units.ts'

/** The person and the server's time of the request. */
export type By = { actor: Actor; at: Date }

/** The person in the seat that carries the right, as the record names them; in a lent seat with whom they act for (代). */
export const agentOf = (actor: Actor, seat: Seat): Agent => ({
  kind: 'person',
  userId: actor.userId,
  name: signatureOf(actor.name, seat.lent),
  unitId: seat.unitId,
  ...(seat.lent ? { lent: seat.lent } : {}),
})

/** The name beside a signature of this seat. */
export const signedBy = (actor: Actor, seat: Seat | null): string => signatureOf(actor.name, seat?.lent)

/**
 * Is one of these people the one who acts, or the one they act for? Separation of duties asks it: what somebody may not do to
 * their own text, nobody does in their name either.
 */
export const isOneOf = (userIds: readonly string[], actor: Pick<Actor, 'userId'>, seat: Seat | null): boolean =>
  userIds.includes(actor.userId) || (seat?.lent !== undefined && userIds.includes(seat.lent.forUserId))
