/** Who asks for a command and in which capacity it is recorded. */
import type { Actor, Agent, Seat } from '../domain/units.ts'

/** The person and the server's time of the request. */
export type By = { actor: Actor; at: Date }

/** The person in the seat that carries the right, as the record names them. */
export const agentOf = (actor: Actor, seat: Seat): Agent => ({
  kind: 'person',
  userId: actor.userId,
  name: actor.name,
  unitId: seat.unitId,
})
