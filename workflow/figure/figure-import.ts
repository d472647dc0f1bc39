/** The life of an import: one table of moves. The machine reads and saves; a person confirms what the dry run showed, or drops it. */
import type { ImportState } from '../../domain/figure-import.ts'
import { type Refusal, type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import type { FigureImport } from '../../store/figure-imports.ts'
import { type Action, may } from '../policy.ts'

export const importVerbs = ['confirm', 'cancel'] as const
export type ImportVerb = (typeof importVerbs)[number]
type MachineVerb = 'pass' | 'fail' | 'switch' | 'outdate'

type ImportMove = { verb: ImportVerb | MachineVerb; from: ImportState[]; to: ImportState; action: Action | null }

/**
 * `pass`, `fail`: the file was read without or with faults. `switch`: all its rows were saved. `outdate`: the figures changed after
 * the dry run, which is shown anew before anything is saved.
 */
export const importMoves: ImportMove[] = [
  { verb: 'pass', from: ['reading'], to: 'checked', action: null },
  { verb: 'fail', from: ['reading', 'saving'], to: 'faulty', action: null },
  { verb: 'confirm', from: ['checked'], to: 'saving', action: 'import-figures' },
  { verb: 'cancel', from: ['reading', 'checked', 'faulty'], to: 'cancelled', action: 'import-figures' },
  { verb: 'switch', from: ['saving'], to: 'saved', action: null },
  { verb: 'outdate', from: ['saving'], to: 'checked', action: null },
]

/** Where a move of a person leads, with the seat that carries the right: figures are the whole installation's, so any tree's will do. */
export function moveImport(
  { state }: Pick<FigureImport, 'state'>,
  verb: ImportVerb,
  { actor, tree }: { actor: Actor; tree: UnitTree },
): Result<{ to: ImportState; seat: Seat }> {
  const move = importMoves.find((m) => m.verb === verb && m.from.includes(state))
  if (!move?.action) return refuse('wrong-state', { detail: { state } })
  const right = mayForAnyTree(actor, move.action, tree)
  return right.ok ? ok({ to: move.to, seat: right.value }) : right
}

/** Official figures and their calendar belong to no unit: who holds the right in any tree has it. */
export function mayForAnyTree(actor: Actor, action: Action, tree: UnitTree): Result<Seat> {
  let refused: Refusal = { code: 'not-allowed' }
  for (const root of tree.all.filter((u) => u.id === u.rootId)) {
    const right = may(actor, action, { unitId: root.id, tree })
    if (right.ok) return right
    refused = right.refusal
  }
  return { ok: false, refusal: refused }
}

/** For the buttons. */
export const allowedImportMoves = (
  row: Pick<FigureImport, 'state'>,
  who: { actor: Actor; tree: UnitTree },
): { verb: ImportVerb; allowed: boolean; refusal?: Refusal }[] =>
  importVerbs.map((verb) => {
    const moved = moveImport(row, verb, who)
    return moved.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: moved.refusal }
  })
