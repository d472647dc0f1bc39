/** What a flagged text is about, as far as a machine can say: does it name the root bureau? People may say otherwise. */
import type { UnitTree } from '../../domain/units.ts'
import { type Flag, flaggedText } from '../../store/flags.ts'
import type { Db } from '../../store/open.ts'
import type { Subject } from '../clock/duties.ts'

/** The subject of a critical alert: `region` when the text names the root bureau, else it may spread. Both owe two hours. */
export async function subjectOfFlag(db: Db, flag: Flag, tree: UnitTree): Promise<Subject> {
  const root = tree.rootOf(flag.unitId)
  const read = await flaggedText(db, flag)
  return root && read && namesUnit(`${read.title}\n${read.text}`, root) ? 'region' : 'may_spread'
}

/** Any of its names in the text, whatever the case of Latin letters. Names shorter than four characters prove nothing. */
export function namesUnit(text: string, unit: { name: string; aliases: string[] }): boolean {
  const lower = text.toLowerCase()
  return [unit.name, ...unit.aliases].some((name) => name.length >= 4 && lower.includes(name.toLowerCase()))
}
