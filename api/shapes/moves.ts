/** Verbs with their answer "allowed, or why not". */
import type { Refusal, Result } from '../../domain/result.ts'
import type { Move, RefusalShown } from '../contract.ts'
import { ruleShown } from '../errors.ts'

export const refusalShown = ({ code, rule, detail }: Refusal): RefusalShown => ({
  code,
  ...(rule ? { rule: ruleShown(rule) } : {}),
  ...(detail ? { detail } : {}),
})

export const moveShown = ({ verb, allowed, refusal }: { verb: string; allowed: boolean; refusal?: Refusal }): Move =>
  refusal ? { verb, allowed, refusal: refusalShown(refusal) } : { verb, allowed }

/** For a right that is judged by itself and not by a table of moves. */
export const moveOf = (verb: string, result: Result<unknown>): Move =>
  moveShown(result.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: result.refusal })
