/** Changes the priority of a source, or fixes how often it is asked. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { SourcePriority } from '../../domain/source-health.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { setSourcePace as savePace, sourceById } from '../../store/sources.ts'
import type { By } from '../by.ts'
import { mayManageSources } from './rights.ts'

/** `intervalMs` null gives the choice back to the program; what is not given stays. A source that is on is asked at once. */
export async function setSourcePace(
  db: Db,
  {
    id,
    priority,
    intervalMs,
  }: { id: string; priority?: SourcePriority | undefined; intervalMs?: number | null | undefined },
  by: By,
): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    const right = await mayManageSources(tx, by)
    if (!right.ok) return right
    const source = await sourceById(tx, id)
    if (!source) return refuse('not-found')
    const before = { priority: source.priority, intervalMs: source.intervalBy === 'person' ? source.intervalMs : null }
    const after = {
      priority: priority ?? before.priority,
      intervalMs: intervalMs === undefined ? before.intervalMs : intervalMs,
    }
    if (before.priority === after.priority && before.intervalMs === after.intervalMs) return ok(null)
    await savePace(tx, id, after, by.at)
    await appendAudit(tx, {
      at: by.at,
      by: right.value,
      action: 'set-source-pace',
      subject: { kind: 'source', id },
      before,
      after: { ...after, name: source.name },
    })
    return ok(null)
  })
}
