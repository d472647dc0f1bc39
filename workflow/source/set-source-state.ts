/** Switches a source on or off. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { setSourceState as saveState, sourceById } from '../../store/sources.ts'
import type { By } from '../by.ts'
import { mayManageSources } from './rights.ts'
import { checkedSettings } from './settings.ts'

/** What cannot be read without further settings is not switched on. A source switched on is polled at once; its failures are forgotten. Switching twice is switching once. */
export async function setSourceState(
  db: Db,
  { id, state }: { id: string; state: 'active' | 'disabled' },
  by: By,
): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    const right = await mayManageSources(tx, by)
    if (!right.ok) return right
    const source = await sourceById(tx, id)
    if (!source) return refuse('not-found')
    if (source.state === state) return ok(null)
    const settings = checkedSettings(source.kind, source.settings)
    if (state === 'active' && !settings.ok) return settings
    await saveState(tx, id, state, by.at)
    await appendAudit(tx, {
      at: by.at,
      by: right.value,
      action: state === 'active' ? 'enable-source' : 'disable-source',
      subject: { kind: 'source', id },
      before: { state: source.state },
      after: { state, name: source.name, url: source.url },
    })
    return ok(null)
  })
}
