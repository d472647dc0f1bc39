/** Forms that steps of runs were filled in by, in revisions: rows are only added. Whoever adds one has locked the incident. */
import { asc, desc, eq, inArray } from 'drizzle-orm'
import type { Db } from './open.ts'
import { stepForms } from './schema.ts'

export type StepForm = typeof stepForms.$inferSelect

/** The newest revision of each step of a run. */
export async function newestStepForms(db: Db, activationId: string): Promise<StepForm[]> {
  return db
    .selectDistinctOn([stepForms.step])
    .from(stepForms)
    .where(eq(stepForms.activationId, activationId))
    .orderBy(stepForms.step, desc(stepForms.n))
}

/** Every revision in these runs, the oldest of each step first. */
export async function stepFormsOf(db: Db, activationIds: string[]): Promise<StepForm[]> {
  if (activationIds.length === 0) return []
  return db
    .select()
    .from(stepForms)
    .where(inArray(stepForms.activationId, activationIds))
    .orderBy(asc(stepForms.step), asc(stepForms.n))
}

export async function addStepForm(tx: Db, revision: typeof stepForms.$inferInsert): Promise<void> {
  await tx.insert(stepForms).values(revision)
}
