/** Looking up a verb among the moves of an answer. */
import type { Move } from '../../api/contract.ts'

export const findMove = (moves: readonly Move[], verb: string): Move | undefined =>
  moves.find((move) => move.verb === verb)
export const isAllowed = (moves: readonly Move[], verb: string): boolean => findMove(moves, verb)?.allowed === true
