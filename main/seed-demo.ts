/** Fills a store with the demo's units, people, outlets, sources, figures and calendar. Doing it twice changes nothing. */
import { startOfWeek } from '../domain/precision.ts'
import { wakeSampling } from '../store/samples.ts'
import { readFile } from 'node:fs/promises'
import type { Auth } from '../api/auth.ts'
import { demoCalendarCsv } from '../demo/calendar.ts'
import { type DemoPerson, demoPeople } from '../demo/people.ts'
import { demoUnits } from '../demo/units.ts'
import type { WorldOutlet } from '../demo/world.ts'
import { roles, type Unit } from '../domain/units.ts'
import { changeSeats, takeSetup, userIdOf } from '../store/accounts.ts'
import { addUnits } from '../store/units.ts'
import { saveAdoption } from '../store/activations.ts'
import type { Db } from '../store/open.ts'
import { peopleOf } from '../store/people.ts'
import { addSource, ensureOutlet } from '../store/sources.ts'
import { importCalendar } from '../workflow/calendar/import-calendar.ts'
import { importFigures } from '../workflow/figure/import-figures.ts'

/** Each tree its own regulation: adopting a plan brings its daily duties and registers with it. */
const demoAdoptions = {
  gx: ['media', 'economic', 'technical', 'natural', 'social', 'infosec', 'leak'],
  xm: ['website', 'earthquake', 'rapid'],
}

const by = { kind: 'machine' as const, name: 'demo' }

export async function seedPeople(
  db: Db,
  auth: Auth,
  { password, at }: { password: string; at: Date },
): Promise<{ people: DemoPerson[]; units: Unit[] }> {
  const units = demoUnits()
  await db.transaction(async (tx) => {
    await takeSetup(tx, at)
    await addUnits(tx, units)
    for (const rootId of new Set(units.map((u) => u.rootId))) await wakeSampling(tx, rootId, startOfWeek(at))
    for (const [rootId, plans] of Object.entries(demoAdoptions))
      for (const plan of plans) await saveAdoption(tx, { rootId, plan, adoptedAt: at, adoptedBy: '演示数据' })
  })
  const people = demoPeople()
  const unitIds = units.map((u) => u.id)
  const holders = new Set((await peopleOf(db, { unitIds, roles: [...roles] }, at)).map((p) => p.userId))
  const hashed = await auth.hashPassword(password)
  for (const person of people) {
    const known = await userIdOf(db, person.userName)
    const seated = (userId: string) =>
      db.transaction((tx) => changeSeats(tx, { userId, unitIds, wanted: person.seats, at }))
    if (known) {
      await auth.resetPassword(known, hashed)
      // The last start was killed before it came to the seats.
      if (!holders.has(known)) await seated(known)
      continue
    }
    const made = await auth.createAccount({ username: person.userName, name: person.name, password: hashed })
    if (!made.ok) throw new Error(`demo account ${person.userName}: ${made.refusal.code}`)
    await seated(made.value.userId)
  }
  return { people, units }
}

export const demoFigures = new URL('../demo/figures.csv', import.meta.url)

/** The demo's figures, or those of another table with the same columns, and the demo's calendar. */
export async function seedFigures(db: Db, at: Date, table?: string): Promise<void> {
  const bytes = table ? Buffer.from(table) : await readFile(demoFigures)
  const figures = await importFigures(db, { fileName: 'figures.csv', bytes, dryRun: false }, { by, at })
  const calendar = await importCalendar(db, { bytes: Buffer.from(demoCalendarCsv(at)), dryRun: false }, { by, at })
  const faults = [...(figures.ok ? figures.value.faults : [figures.refusal]), ...calendar.faults]
  if (faults.length > 0) throw new Error(`demo tables: ${JSON.stringify(faults.slice(0, 5))}`)
}

/** How far an outlet of the demo carries: agencies and foreign wires first, local sites last. */
const tierOf = (outlet: WorldOutlet) =>
  outlet.kind === 'agency' || outlet.origin === 'foreign' ? 1 : outlet.kind === 'forum' ? 3 : 2

export async function seedOutlets(
  db: Db,
  outlets: WorldOutlet[],
  { intervalMs, at }: { intervalMs: number; at: Date },
): Promise<void> {
  for (const outlet of outlets) {
    const { kind, origin, name } = outlet
    const row = await ensureOutlet(db, {
      name,
      kind,
      origin,
      domains: [new URL(outlet.baseUrl).host],
      tier: tierOf(outlet),
    })
    for (const source of outlet.sources)
      await addSource(
        db,
        {
          outletId: row.id,
          kind: source.kind,
          name: source.name,
          url: source.url,
          settings: source.settings,
          intervalMs,
        },
        at,
      )
  }
}
