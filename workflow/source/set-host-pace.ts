/** Sets how one host may be asked: the gap between two requests and how many in an hour and a day. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { hostByName, setHostPace as savePace } from '../../store/hosts.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { mayManageSources } from './rights.ts'

/** Null for a value: as configured. Refuses `not-found` for a host that was never asked. */
export async function setHostPace(
  db: Db,
  {
    host,
    gapMs,
    perHour,
    perDay,
  }: { host: string; gapMs: number | null; perHour: number | null; perDay: number | null },
  by: By,
): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    const right = await mayManageSources(tx, by)
    if (!right.ok) return right
    const known = await hostByName(tx, host)
    if (!known) return refuse('not-found')
    const after = { gapMs, perHour, perDay }
    await savePace(tx, host, after)
    await appendAudit(tx, {
      at: by.at,
      by: right.value,
      action: 'set-host-pace',
      subject: { kind: 'host', id: host },
      before: { gapMs: known.gapMs, perHour: known.perHour, perDay: known.perDay },
      after,
    })
    return ok(null)
  })
}
