/** Many tales of clocks on one store, by fast-check; the store is changed now and then, so that each costs the same. */
import fc from 'fast-check'
import { verifyAudit } from '../../store/audit.ts'
import { saveAdoption } from '../../store/activations.ts'
import type { Store } from '../../store/open.ts'
import { seedBureaus } from './bureaus.ts'
import { tales } from './clock-moves.ts'
import { type Count, playTale } from './clock-run.ts'
import { openTestStore } from './db.ts'

const talesOfStore = 500
const before = new Date('2026-03-01T00:00:00.000Z')

export type ClockTorture = {
  seed: number
  runs: number
  ms: number
  store: Store['kind']
  counts: Record<string, number>
}

/** Throws with fast-check's report of the smallest failing tale: its seed, its path and every move. */
export async function clockTorture({
  seed,
  runs,
  mostMs = null,
}: {
  seed: number
  runs: number
  mostMs?: number | null
}): Promise<ClockTorture> {
  const counts: Count = new Map()
  const begun = Date.now()
  let store: Store | null = null
  let played = 0
  let kind: Store['kind'] = 'embedded'
  const change = async () => {
    if (store) {
      const verdict = await verifyAudit(store.db)
      if (!verdict.ok) throw new Error(`the audit chain is broken: ${JSON.stringify(verdict)}`)
      await store.close()
    }
    store = await openTestStore()
    kind = store.kind
    await seedBureaus(store.db, before)
    await saveAdoption(store.db, { rootId: 'gx', plan: 'natural', adoptedAt: before, adoptedBy: '测试' })
    return store
  }
  console.log(`tales of clocks from seed ${seed}`)
  try {
    const property = fc.asyncProperty(tales, async (tale) => {
      const open = store === null || played % talesOfStore === 0 ? await change() : store
      await playTale(open, tale, counts)
      if (++played % 250 === 0) console.log(`${played} tales, ${Math.round((Date.now() - begun) / played)} ms each`)
    })
    await fc.assert(property, {
      ...{ seed, numRuns: runs },
      ...(mostMs === null ? {} : { interruptAfterTimeLimit: mostMs, markInterruptAsFailure: false }),
    })
    if (store) {
      const verdict = await verifyAudit((store as Store).db)
      if (!verdict.ok) throw new Error(`the audit chain is broken: ${JSON.stringify(verdict)}`)
    }
  } finally {
    await (store as Store | null)?.close()
  }
  return { seed, runs: played, ms: Date.now() - begun, store: kind, counts: Object.fromEntries([...counts].sort()) }
}
