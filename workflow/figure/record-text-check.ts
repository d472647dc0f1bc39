/**
 * That somebody had a text checked stands in the record; the text does not, nor anything it could be recognised by: a draft
 * may hold what is not published yet (domain catalogue B12).
 */
import type { Verdict } from '../../domain/figure.ts'
import { addMs, hour } from '../../domain/time.ts'
import { appendAudit, countOfSubject } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'

/** Checks a person may ask for in an hour: a draft is checked again after each change. */
const textChecksPerHour = 120

const subjectOf = (userId: string) => ({ kind: 'text_check', id: userId })

/** How many more checks the person may ask for now. */
export async function textChecksLeft(db: Db, { actor, at }: By): Promise<number> {
  const asked = await countOfSubject(db, subjectOf(actor.userId), addMs(at, -hour))
  return Math.max(0, textChecksPerHour - asked)
}

export async function recordTextCheck(
  db: Db,
  { characters, verdicts }: { characters: number; verdicts: readonly Verdict[] },
  { actor, at }: By,
): Promise<void> {
  const unitId = actor.seats[0]?.unitId ?? null
  const byVerdict: Partial<Record<Verdict, number>> = {}
  for (const verdict of verdicts) byVerdict[verdict] = (byVerdict[verdict] ?? 0) + 1
  await db.transaction(async (tx) => {
    await appendAudit(tx, {
      at,
      by: { kind: 'person', userId: actor.userId, name: actor.name, unitId },
      action: 'check',
      subject: subjectOf(actor.userId),
      after: { characters, claims: verdicts.length, byVerdict },
    })
  })
}
