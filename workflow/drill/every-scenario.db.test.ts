/** Every scenario that comes with the program, begun and leapt through to its end with nobody acting: each inject told, each result judged. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DocumentContent } from '../../domain/document.ts'
import type { Result } from '../../domain/result.ts'
import { addMs, fromShanghai, hour } from '../../domain/time.ts'
import { saveAdoption } from '../../store/activations.ts'
import { verifyAudit } from '../../store/audit.ts'
import { clocksOf } from '../../store/clocks.ts'
import { drillOfIncident } from '../../store/drills.ts'
import { incidentList, incidentRow } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { deliveries, dispatches } from '../../store/schema.ts'
import { bureauTree, crew, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { composeDrillRecord } from '../document/compose/review.ts'
import { gatherMatter } from '../document/gather.ts'
import { planById } from '../plan/plan.ts'
import { wholeDrill } from './drill-facts.ts'
import { scenarios } from './scenarios.ts'
import { isFor, startDrill } from './start-drill.ts'
import { steerDrill } from './steer-drill.ts'

const began = fromShanghai(2026, 11, 3, 9)!
const value = <T>(r: Result<T>): T => {
  if (!r.ok) throw new Error(JSON.stringify(r.refusal))
  return r.value
}
const textOf = (content: DocumentContent) => JSON.stringify(content)

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, began)
  for (const plan of new Set(scenarios().map((s) => s.plan)))
    await saveAdoption(store.db, { rootId: 'gx', plan, adoptedAt: addMs(began, -hour), adoptedBy: '测试' })
})
afterAll(() => store.close())

it.each(scenarios().map((s) => [s.scenario, s] as const))('%s', async (name, scenario) => {
  const bureau = ['gx', 'liuzhou', 'sanjiang']
    .map((id) => bureauTree.byId(id)!)
    .find((u) => isFor(scenario, u, bureauTree))!
  const runner = planById(scenario.plan)?.restricted
    ? crew.gxSecrecy
    : { gx: crew.gxDirector, liuzhou: crew.lzDirector, sanjiang: crew.gxDirector }[bureau.id]!
  const by = { actor: runner, at: began }
  const { incidentId } = value(await startDrill(store.db, { scenario: name, unitId: bureau.id, speed: 1 }, by))
  const whole = async () => {
    const [drill, incident] = [await drillOfIncident(store.db, incidentId), await incidentRow(store.db, incidentId)]
    return wholeDrill(store.db, { drill: drill!, incident: incident! }, began)
  }
  let leaps = 0
  for (let w = await whole(); w.nextAt !== null; w = await whole()) {
    value(await steerDrill(store.db, { incidentId, verb: 'jump' }, by))
    leaps += 1
    expect(leaps, 'leaps').toBeLessThan(200)
  }
  expect((await whole()).drill.given).toBe(scenario.injects.length)
  value(await steerDrill(store.db, { incidentId, verb: 'end', reason: '演练完毕' }, by))
  const after = await whole()
  expect(after.drill.outcome).toBe('finished')
  // Nobody acted, so nothing may be said to be done; and no clock of it runs on.
  expect(after.results).toHaveLength(scenario.injects.flatMap((i) => i.expects).length)
  expect(new Set(after.results.map((r) => r.state))).toEqual(new Set(['missed']))
  expect((await clocksOf(store.db, incidentId)).filter((c) => c.state === 'running')).toEqual([])
  const [incident, unitIds] = [(await incidentRow(store.db, incidentId))!, [bureau.id]]
  const seen = { unitIds, correctionUnitIds: unitIds, aboutId: null }
  const facts = { incident, unit: bureau, tree: bureauTree, ...seen, asOf: began }
  const paper = textOf(composeDrillRecord(await gatherMatter(store.db, facts)))
  for (const inject of scenario.injects) for (const e of inject.expects) expect(paper).toContain(e.text)
})

it('none of them stands among the real matters, and nothing of them left the house', async () => {
  const unitIds = bureauTree.all.map((u) => u.id)
  const list = (mode: 'real' | 'drill') =>
    incidentList(store.db, { unitIds, secretUnitIds: unitIds, mode, pageSize: 100 })
  expect((await list('real')).total).toBe(0)
  expect((await list('drill')).total).toBe(scenarios().length)
  expect(await store.db.select().from(dispatches)).toEqual([])
  expect((await store.db.select().from(deliveries).where(eq(deliveries.kind, 'drill_inject'))).length).toBeGreaterThan(
    0,
  )
  expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
})
