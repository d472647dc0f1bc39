/** Whoever runs a drill steers its time, writes down what the platform cannot see, and ends it. */
import { changePace, DrillInstant, drillTime, type Pace, wakeAt } from '../../domain/drill-time.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import { addMs, day } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { clocksOf, updateClock } from '../../store/clocks.ts'
import { drillOfIncident, paceOf, setWakeTimes, updateDrill } from '../../store/drills.ts'
import { lockRoster } from '../../store/duty.ts'
import { lockIncident, updateIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { addStandingEntries } from '../../store/standing.ts'
import { agentOf, type By } from '../by.ts'
import { voidClock } from '../clock/clock.ts'
import { fireUpTo, plannedSteps } from '../clock/fire-clock.ts'
import { dutiesOf } from '../standing/duties-of.ts'
import { owedBetween } from '../standing/standing.ts'
import { readText } from '../text.ts'
import { type DrillState, type DrillVerb, moveDrill, readSpeed } from './drill.ts'
import { type WholeDrill, wholeDrill } from './drill-facts.ts'
import { giveUpTo } from './give-injects.ts'
import { drillEnded, tallyOf } from './results.ts'

export type DrillAct =
  | { verb: 'speed' | 'resume'; speed?: number }
  | { verb: 'stop' | 'jump' }
  /** `name`: the expected act by its name in the results. */
  | { verb: 'observe'; name: string; note: string }
  | { verb: 'end'; reason: string }

type Judged = { whole: WholeDrill; tree: UnitTree; by: By; at: DrillInstant; agent: ReturnType<typeof agentOf> }

/** Refuses as the table of moves says; `invalid-field` for a speed out of bounds, `already-exists` for what was seen done before. */
export async function steerDrill(
  db: Db,
  input: { incidentId: string } & DrillAct,
  by: By,
): Promise<Result<{ verb: DrillVerb; state: DrillState }>> {
  return db.transaction(async (tx) => {
    const incident = await lockIncident(tx, input.incidentId)
    const drill = incident && (await drillOfIncident(tx, incident.id))
    if (!incident || !drill) return refuse('not-found')
    const tree = await loadUnitTree(tx)
    // Its end may sign the calendar: that lock comes before the record's.
    if (input.verb === 'end') await lockRoster(tx, incident.rootId)
    // The machine may be a second behind: what is due by now comes first, in its order.
    const until = drillTime(paceOf(drill), by.at)
    const whole = await wholeDrill(tx, { drill, incident }, by.at)
    const moved = moveDrill(whole, input.verb, { actor: by.actor, tree })
    if (!moved.ok) return moved
    await giveUpTo(tx, { drill, incident, tree, until })
    await fireUpTo(tx, { incident, tree, until })
    const current = (await drillOfIncident(tx, incident.id))!
    const judged: Judged = {
      whole: await wholeDrill(tx, { drill: current, incident }, by.at),
      ...{ tree, by, at: until, agent: agentOf(by.actor, moved.value.seat) },
    }
    const done = await actOn(tx, judged, input)
    return done.ok ? ok({ verb: input.verb, state: moved.value.to }) : done
  })
}

async function actOn(tx: Db, judged: Judged, act: DrillAct): Promise<Result<null>> {
  const { whole, at } = judged
  const pace = paceOf(whole.drill)
  switch (act.verb) {
    case 'speed':
    case 'resume': {
      const speed = readSpeed(act.speed)
      if (!speed.ok) return speed
      await setPace(tx, judged, changePace(pace, { speed: speed.value }, at.realAt))
      return record(tx, judged, { action: `${act.verb}-drill`, after: { speed: speed.value } })
    }
    case 'stop':
      await setPace(tx, judged, changePace(pace, { speed: 0 }, at.realAt))
      return record(tx, judged, { action: 'stop-drill' })
    case 'jump':
      return jump(tx, judged)
    case 'observe':
      return observe(tx, judged, act)
    case 'end':
      return end(tx, judged, act.reason)
  }
}

/** To the next inject, or to the next time something is due. Everything planned before it happens on the way, in its order. */
async function jump(tx: Db, judged: Judged): Promise<Result<null>> {
  const { whole, tree, at } = judged
  const { drill, incident, nextAt } = whole
  const to = new DrillInstant(nextAt ?? at, at.realAt)
  await record(tx, judged, { action: 'jump-drill', after: { to } })
  await giveUpTo(tx, { drill, incident, tree, until: to })
  await fireUpTo(tx, { incident, tree, until: to })
  await setPace(tx, judged, changePace(paceOf(drill), { to }, at.realAt))
  return ok(null)
}

async function observe(tx: Db, judged: Judged, { name, note }: { name: string; note: string }): Promise<Result<null>> {
  const result = judged.whole.results.find((r) => r.name === name && r.expected.act === 'observed')
  if (!result) return refuse('not-found', { field: 'name' })
  if (result.doneAt) return refuse('already-exists', { field: 'name' })
  if (result.state === 'ahead') return refuse('wrong-state', { field: 'name' })
  const text = readText(note, { field: 'note', min: 1, max: 1000 })
  if (!text.ok) return text
  return record(tx, judged, { action: 'observe', after: { expected: name }, reason: text.value })
}

/** It is over: its clocks say no more, its matter is closed, and where it went through it fulfils the yearly duty to drill. */
async function end(tx: Db, judged: Judged, given: string): Promise<Result<null>> {
  const reason = readText(given, { field: 'reason', min: 1, max: 2000 })
  if (!reason.ok) return reason
  const { whole, at } = judged
  const { drill, incident, scenario } = whole
  const outcome = drill.given === scenario.injects.length ? 'finished' : 'broken_off'
  const tally = tallyOf(
    (await wholeDrill(tx, { drill: { ...drill, endedAt: at.realAt }, incident }, at.realAt)).results,
  )
  for (const clock of await clocksOf(tx, incident.id)) {
    const change = voidClock(clock, drillEnded, at)
    if (change || clock.dueAt) await updateClock(tx, clock.id, { ...change, dueAt: null })
  }
  const pace = changePace(paceOf(drill), { speed: 0 }, at.realAt)
  await updateDrill(tx, drill.id, {
    ...{ paceRealAt: pace.realAt, paceDrillAt: pace.drillAt, speed: 0, dueAt: null },
    ...{ endedAt: at.realAt, outcome, tally },
  })
  await updateIncident(tx, incident.id, { state: 'archived', closedAt: at })
  const fulfilled = outcome === 'finished' ? await fulfil(tx, judged, tally) : []
  return record(tx, judged, { action: 'end-drill', after: { outcome, ...tally, fulfilled }, reason: reason.value })
}

/** Signs the drill into the calendar of the bureau, once for each duty it fulfils there. */
async function fulfil(
  tx: Db,
  { whole: { scenario, incident }, tree, by, at }: Judged,
  tally: { expected: number; inTime: number; late: number; missed: number },
): Promise<string[]> {
  const bureau = tree.byId(incident.unitId)
  if (!bureau || incident.restricted || scenario.fulfils.length === 0) return []
  const real = at.realAt
  const owed = owedBetween(await dutiesOf(tx, bureau, tree), addMs(real, -day), real).filter(
    ({ duty, occurrence }) =>
      scenario.fulfils.some((f) => f.plan === duty.plan && f.duty === duty.duty) &&
      occurrence.opensAt <= real &&
      real <= occurrence.limitAt,
  )
  const text = `演练 ${incident.no} ${scenario.title}：应办 ${tally.expected} 项，按时 ${tally.inTime} 项，超时 ${tally.late} 项，未办 ${tally.missed} 项。`
  await addStandingEntries(
    tx,
    owed.map(({ duty, occurrence }) => ({
      ...{ unitId: bureau.id, plan: duty.plan, duty: duty.duty, key: occurrence.key, nil: false, text, at: real },
      // A drill saw nothing real.
      ...{ seen: { articles: 0, flags: 0, incidents: 0 }, userId: by.actor.userId },
    })),
  )
  return owed.map(({ duty, occurrence }) => `${duty.plan} ${duty.duty} ${occurrence.key}`)
}

/** Saves the pace, and when the machine has to come for the clocks and the next inject under it. */
async function setPace(tx: Db, { whole: { drill, incident, scenario } }: Judged, pace: Pace): Promise<void> {
  const given = (await drillOfIncident(tx, incident.id))!.given
  const next = scenario.injects[given]
  await updateDrill(tx, drill.id, {
    ...{ paceRealAt: pace.realAt, paceDrillAt: pace.drillAt, speed: pace.speed },
    dueAt: next ? wakeAt(pace, addMs(drill.startedAt, next.at)) : null,
  })
  const planned = await plannedSteps(tx, incident.id)
  await setWakeTimes(
    tx,
    planned.map((p) => ({ id: p.clockId, dueAt: wakeAt(pace, p.at) })),
  )
}

async function record(
  tx: Db,
  { whole: { incident }, agent, at }: Judged,
  { action, after = {}, reason = null }: { action: string; after?: Record<string, unknown>; reason?: string | null },
): Promise<Result<null>> {
  const subject = { kind: 'drill', id: incident.id }
  await appendAudit(tx, { at, by: agent, action, subject, incidentId: incident.id, after, reason })
  return ok(null)
}
