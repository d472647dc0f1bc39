/**
 * What must hold of clocks whatever befell them, said from the catalogue (C3) and not from the product's own tables: every
 * step that is due has fired, once, at once, and says how late; overdue is final; whoever was told was told once.
 */
import { sql } from 'drizzle-orm'
import { endedIncidentStates } from '../../domain/incident.ts'
import { hour, minute } from '../../domain/time.ts'
import type { AuditEvent } from '../../store/audit.ts'
import type { Clock, ClockFiring } from '../../store/clocks.ts'
import { type Db, rowsOf } from '../../store/open.ts'
import type { Report } from '../../store/reports.ts'
import { checkClockChange } from './random-change-checks.ts'
import { must } from './random-checks.ts'
import { asRow } from './story-rows.ts'

export type ClockRows = {
  incidents: { id: string; state: string; unitId: string; grade: string | null }[]
  runs: { id: string; plan: string; state: string }[]
  clocks: Clock[]
  firings: ClockFiring[]
  reports: Report[]
  foundTimes: { fromAt: Date; toAt: Date }[]
}
const none: ClockRows = { incidents: [], runs: [], clocks: [], firings: [], reports: [], foundTimes: [] }

const all = (table: string, where: string, order: string) =>
  `(SELECT coalesce(json_agg(to_json(t) ORDER BY ${order}), '[]') FROM ${table} t WHERE ${where})`
const ofIncidents = 'incident_id IN (SELECT id FROM i)'

/** Everything there is of the clocks of a story, in one statement. */
export async function clockRows(db: Db, { clusterId, incidentId }: { clusterId: string; incidentId: string }) {
  const [found] = rowsOf<Record<string, Record<string, unknown>[]>>(
    await db.execute(sql`
      WITH i AS (SELECT * FROM incidents WHERE cluster_id = ${clusterId} OR id = ${incidentId})
      SELECT ${sql.raw(all('i', 'true', 'no'))} AS "incidents",
        ${sql.raw(all('activations', ofIncidents, 'proposed_at, id'))} AS "runs",
        ${sql.raw(all('clocks', ofIncidents, 'start_at, unit_id, duty, limit_at'))} AS "clocks",
        ${sql.raw(all('clock_firings', `clock_id IN (SELECT id FROM clocks WHERE ${ofIncidents})`, 'planned_at'))} AS "firings",
        ${sql.raw(all('reports', ofIncidents, 'seq'))} AS "reports",
        ${sql.raw(all('found_time_changes', ofIncidents, 'at'))} AS "foundTimes"`),
  )
  return Object.fromEntries(Object.entries(found!).map(([name, rows]) => [name, rows.map(asRow)])) as ClockRows
}

/** Planned time of each step after the start, by the catalogue: +30', +60', +90' of two hours, then when it has passed. */
function ladder({ duty, kind, limitMs }: Pick<Clock, 'duty' | 'kind' | 'limitMs'>): Map<string, number> {
  if (duty === 'acknowledge')
    return new Map([
      ['not-acknowledged', limitMs],
      ['still-not-acknowledged', 2 * limitMs],
    ])
  if (kind === 'recurring')
    return new Map([
      ['start', 0],
      ['three-quarters', limitMs * 0.75],
      ['missed', limitMs + 1],
      ['next', limitMs],
    ])
  if (kind === 'soft')
    return new Map([
      ['start', 0],
      ['half', limitMs / 2],
      ['target-passed', limitMs + 1],
    ])
  const perTwoHours = limitMs / (2 * hour)
  return new Map([
    ['start', 0],
    ['quarter', 30 * minute * perTwoHours],
    ['half', 60 * minute * perTwoHours],
    ['three-quarters', 90 * minute * perTwoHours],
    ['overdue', limitMs + 1],
    ...Array.from(
      { length: 24 },
      (_, i) => [`overdue-${i + 1}`, limitMs + (i + 1) * 15 * minute * perTwoHours] as [string, number],
    ),
  ])
}

const keyOf = (f: Pick<ClockFiring, 'clockId' | 'step'>) => `${f.clockId} ${f.step}`

/** Between two looks. `from` and `to`: the server's time when what lies between began and ended. */
export function checkChanges(before: ClockRows = none, after: ClockRows, { from, to }: { from: Date; to: Date }): void {
  for (const was of before.clocks)
    checkClockChange(
      was,
      after.clocks.find((c) => c.id === was.id),
      after.reports,
    )
  const known = new Map(before.firings.map((f) => [keyOf(f), f]))
  must(new Set(after.firings.map(keyOf)).size === after.firings.length, 'a step fires once')
  const left = new Set(after.firings.map(keyOf))
  for (const f of before.firings) must(left.has(keyOf(f)), 'a firing never vanishes', f)
  for (const f of after.firings) {
    const was = known.get(keyOf(f))
    if (was) {
      must(was.firedAt.getTime() === f.firedAt.getTime() && was.lateMs === f.lateMs, 'a firing never changes', {
        was,
        f,
      })
      continue
    }
    const clock = after.clocks.find((c) => c.id === f.clockId)!
    const offset = ladder(clock).get(f.step)
    must(offset !== undefined, 'no step that the ladder does not know', f)
    const planned = Math.round(clock.startAt.getTime() + offset!)
    must(Math.abs(f.plannedAt.getTime() - planned) <= 1, 'a step is planned by the clock as it stands', { clock, f })
    must(f.firedAt >= f.plannedAt, 'no step fires before its time', f)
    must(f.lateMs === f.firedAt.getTime() - f.plannedAt.getTime(), 'a step says how late it is', f)
    must(f.firedAt >= from && f.firedAt <= to, 'a step fires when it is woken, not in another time', { f, from, to })
  }
  const starts = after.clocks.filter((c) => c.duty.startsWith('report-')).flatMap((c) => [c.startAt, c.originalStartAt])
  const firstKnown = new Set(
    [...starts, ...after.foundTimes.flatMap((t) => [t.fromAt, t.toAt])].map((at) => at?.getTime()),
  )
  for (const c of after.clocks.filter((each) => ['authoritative-word', 'press-conference'].includes(each.duty)))
    must(
      firstKnown.has(c.startAt.getTime()),
      'what a grade opens counts from the first knowing, not from the grading',
      c,
    )
  for (const c of after.clocks.filter((each) => each.fromClockId !== null)) {
    const source = after.clocks.find((each) => each.id === c.fromClockId)
    must(source !== undefined && source.voidReason !== null, 'what is handed over ends with a reason', { c, source })
    const kept = [source!.startAt, source!.originalStartAt].map((at) => at?.getTime())
    must(
      kept.includes((c.originalStartAt ?? c.startAt).getTime()) || kept.includes(c.startAt.getTime()),
      'a hand-over keeps the start',
      { c, source },
    )
  }
}

/** After a whole turn of the machine that nothing disturbed, begun at `at`: nothing is missing that was due then and not held. */
export function checkNothingMissed(
  { clocks, firings, incidents, runs }: ClockRows,
  at: Date,
  isHeld: (clock: Clock) => boolean = () => false,
): void {
  const fired = new Set(firings.map(keyOf))
  for (const clock of clocks.filter((c) => !isHeld(c))) {
    const speaks = (clock.state === 'running' || clock.state === 'overdue') && clock.voidReason === null
    must(clock.state !== 'running' || clock.limitAt >= at, 'no running clock is past its limit', { clock, at })
    const isOpen = incidents.some(
      (i) => i.id === clock.incidentId && !(endedIncidentStates as readonly string[]).includes(i.state),
    )
    const isRunning = runs.some(
      (r) => r.id === clock.activationId && ['proposed', 'approved', 'running', 'result_reported'].includes(r.state),
    )
    if (
      clock.kind === 'recurring' &&
      clock.state !== 'void' &&
      clock.voidReason === null &&
      clock.limitAt < at &&
      isOpen &&
      isRunning
    )
      must(
        clocks.some((c) => c.duty === clock.duty && c.unitId === clock.unitId && c.startAt > clock.startAt),
        'what comes again has come again',
        clock,
      )
    if (!speaks) continue
    for (const [step, offset] of ladder(clock))
      must(
        step === 'next' || clock.startAt.getTime() + offset > at.getTime() - 1 || fired.has(`${clock.id} ${step}`),
        'every step that is due has fired',
        { clock, step, at },
      )
  }
}

/** In the end: what was fired stands in the record once, and whoever was told has one message of it. */
export function checkRecordOfClocks(
  { firings }: ClockRows,
  events: AuditEvent[],
  messages: { key: string; userId: string }[],
): number {
  const told = new Map<string, Set<string>>()
  const limits = new Set<string>()
  for (const e of events.filter((each) => each.subjectKind === 'clock')) {
    if (e.action === 'pass-limit') {
      must(!limits.has(e.subjectId), 'a limit passes once', e)
      limits.add(e.subjectId)
    }
    if (e.action !== 'fire' && e.action !== 'pass-limit') continue
    for (const { step, told: people } of (e.after?.steps ?? []) as { step: string; told: string[] }[]) {
      const key = `clock:${e.subjectId}:${step}`
      must(!told.has(key), 'a step stands in the record once', { key, seq: e.seq })
      told.set(key, new Set(people))
    }
  }
  for (const f of firings)
    must(f.step === 'next' || told.has(`clock:${f.clockId}:${f.step}`), 'a firing stands in the record', f)
  must(told.size === firings.filter((f) => f.step !== 'next').length, 'the record knows no other firing')
  const counted = new Map<string, number>()
  for (const m of messages) counted.set(`${m.key} ${m.userId}`, (counted.get(`${m.key} ${m.userId}`) ?? 0) + 1)
  let sent = 0
  for (const [key, people] of told)
    for (const userId of people) {
      must(counted.get(`${key} ${userId}`) === 1, 'whoever was told has one message of it', { key, userId })
      sent++
    }
  must(sent === messages.length, 'no message that no firing sent', { sent, messages: messages.length })
  return sent
}
