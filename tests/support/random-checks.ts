/**
 * What must hold of a story whatever people tried, said anew from the rules of the catalogue (C3) and not from the product's
 * own tables. Each check throws with the rule that was broken.
 */
import { endedIncidentStates } from '../../domain/incident.ts'
import { hour, minute } from '../../domain/time.ts'
import type { AuditEvent } from '../../store/audit.ts'
import type { Clock } from '../../store/clocks.ts'
import { holds, seatsOf, tree } from './random-cast.ts'
import type { StoryRows } from './story-rows.ts'

class Broken extends Error {}
/** Throws with the rule when it does not hold. */
export const must = (holdsTrue: boolean, rule: string, facts: object = {}) => {
  if (!holdsTrue) throw new Broken(`${rule} ${JSON.stringify(facts)}`)
}

/**
 * `swept`: the machine has had its turn at this very instant. `apart`: a story may have two open incidents, because one was
 * held back from somebody or runs again after its end.
 */
export type Look = { now: Date; swept: boolean; apart: boolean }

/** How things stand at one instant. */
export function checkStanding(rows: StoryRows, look: Look): void {
  for (const clock of rows.clocks) checkClock(clock, rows, look)
  for (const firing of rows.firings) {
    must(firing.firedAt >= firing.plannedAt, 'no step speaks before its planned time', firing)
    must(firing.lateMs === firing.firedAt.getTime() - firing.plannedAt.getTime(), 'a step says how late it is', firing)
  }
  const openStories = rows.incidents
    .filter((i) => !endedIncidentStates.includes(i.state))
    .map((i) => `${i.clusterId} ${i.rootId}`)
  must(
    look.apart || new Set(openStories).size === openStories.length,
    'one story has one open incident in a tree',
    openStories,
  )
  for (const incident of rows.incidents) {
    const own = rows.texts.filter((x) => x.incidentId === incident.id)
    const inForce = own.filter((x) => x.state === 'in_force')
    must(inForce.length <= 1, 'one voice: at most one text in force', inForce)
    must(
      !(incident.scope === 'region_wide' && inForce.some((x) => x.scope !== 'region_wide')),
      'a narrower text is not in force in a region-wide matter (附4第七条（二）)',
      { incident, inForce },
    )
    for (const text of inForce) checkSignatures(rows, text.id)
    if (
      rows.runs.some((r) => r.incidentId === incident.id && r.plan === 'media' && r.state === 'running' && r.startedAt)
    )
      must(
        Object.values(incident.fourElements ?? {}).filter(Boolean).length === 4,
        'no plan without the four elements',
        incident,
      )
  }
  checkRuns(rows)
  for (const f of rows.foundTimes)
    must(f.state !== 'confirmed' || f.confirmedByUserId !== f.byUserId, 'a finding time has two persons', f)
  for (const review of rows.reviews.filter((r) => r.final && r.verdict === 'false'))
    must(
      rows.reviews.find((r) => r.id === review.confirmsId)?.byUserId !== review.byUserId,
      'four eyes for "false"',
      review,
    )
  for (const a of rows.approvals.filter((each) => each.approved))
    must(
      !rows.revisions.some(
        (r) => r.talkingPointsId === a.talkingPointsId && r.n <= a.revision && r.byUserId === a.byUserId,
      ),
      'who wrote in a text does not sign it',
      a,
    )
  checkDecisions(rows)
}

/** Whoever owes a report cannot undo the duty: while a hard one is open, a body that it is owed to says there was no event. */
export function checkRejection(before: StoryRows, { incidentId, who }: { incidentId: string; who: string }): void {
  const open = before.clocks.filter(
    (c) =>
      c.incidentId === incidentId &&
      c.kind === 'hard' &&
      // What is owed to the public has nobody in the tree who could take it.
      c.recipientIds.length > 0 &&
      (c.state === 'running' || c.state === 'overdue'),
  )
  const bureaus = seatsOf(who).map((s) => tree.bureauOf(s.unitId)?.id ?? '')
  for (const clock of open)
    must(
      clock.recipientIds.some((id) => bureaus.includes(id)),
      'nobody undoes their own duty',
      { clock, who },
    )
}

function checkClock(clock: Clock, rows: StoryRows, { now, swept }: Look): void {
  const { startAt, limitMs, limitAt, metAt, overdueAt, state } = clock
  must(limitAt.getTime() === startAt.getTime() + limitMs, 'the limit is start plus length: no pause', clock)
  const moved = clock.originalStartAt !== null
  if (state === 'met') must(metAt !== null && metAt <= limitAt, 'met means counted at or before the limit', clock)
  if (state === 'met_late' && !moved)
    must(metAt !== null && metAt > limitAt, 'met late means counted after the limit', clock)
  if (state === 'overdue') must(overdueAt !== null && metAt === null, 'an overdue clock says since when', clock)
  if (!moved && overdueAt) must(overdueAt > limitAt, 'overdue begins after the limit', clock)
  if (state === 'void') must(clock.voidReason !== null && overdueAt === null, 'void has a reason and no breach', clock)
  if (!swept) return
  must(state !== 'running' || limitAt >= now, 'after a sweep no running clock is past its limit', { clock, now })
  const speaks = (state === 'running' || state === 'overdue') && clock.voidReason === null
  if (!speaks || moved || clock.duty !== 'report-2h') return
  const fired = rows.firings.filter((f) => f.clockId === clock.id).map((f) => f.plannedAt.getTime())
  for (const offset of twoHourLadder)
    must(
      startAt.getTime() + offset > now.getTime() || fired.includes(startAt.getTime() + offset),
      'every step of the two hours that is due has spoken',
      { clock, offset: offset / minute, now },
    )
}

/** AC-01: at once, after 30, 60, 90 minutes, when it has passed, then every quarter of an hour. */
const twoHourLadder = [0, 30 * minute, 60 * minute, 90 * minute, 2 * hour + 1, 135 * minute, 150 * minute]

/** In force: this very text, signed after its last revision by the right people, none of whom wrote in it. */
function checkSignatures(rows: StoryRows, textId: string): void {
  const text = rows.texts.find((x) => x.id === textId)!
  const root = tree.rootOf(text.unitId)!.id
  const revisions = rows.revisions.filter((r) => r.talkingPointsId === textId)
  const last = revisions.at(-1)!
  must(last.hash === text.hash && last.n === text.revision, 'what is in force is the last revision', text)
  const wrote = new Set(revisions.map((r) => r.byUserId))
  const signed = rows.approvals.filter(
    (a) =>
      a.talkingPointsId === textId &&
      a.approved &&
      a.hash === last.hash &&
      a.revision === last.n &&
      !wrote.has(a.byUserId),
  )
  const by = (step: string, role: Parameters<typeof holds>[1], bureauId: string) =>
    must(
      signed.some((a) => a.step === step && holds(a.byName, role, bureauId)),
      `in force without the yes of ${role}`,
      { text, signed },
    )
  by('fact_check', 'subject_division', text.unitId)
  by('office', 'office_director', text.unitId)
  if (text.scope === 'region_wide') by('leading_group', 'leading_group', root)
  if (text.scope === 'region_wide') must(text.unitId === root, 'a region-wide text is the region’s', text)
}

/** Runs of plans: approval at both ends, one open run of a plan, and each duty of a run once (domain catalogue C3). */
function checkRuns(rows: StoryRows): void {
  const over = ['declined', 'ended', 'reviewed']
  const open = rows.runs.filter((r) => !over.includes(r.state)).map((r) => `${r.incidentId} ${r.plan}`)
  must(new Set(open).size === open.length, 'a plan runs once on an incident', open)
  for (const run of rows.runs) {
    const taken = (kind: string) => rows.decisions.some((d) => d.activationId === run.id && d.kind === kind)
    must(run.state === 'proposed' || run.state === 'declined' || taken('activate'), 'nobody starts a plan alone', run)
    must(!['termination_approved', 'ended', 'reviewed'].includes(run.state) || taken('terminate'), 'nor ends it', run)
    const own = rows.clocks.filter((c) => c.activationId === run.id && c.state !== 'void' && c.voidReason === null)
    const keys = own.map((c) => `${c.duty} ${c.unitId} ${c.subjectId} ${c.limitMs}`)
    must(new Set(keys).size === keys.length, 'a duty of a run has one clock', keys)
    must(
      run.startedAt !== null || !rows.steps.some((s) => s.activationId === run.id && s.state === 'in_progress'),
      'no step before the start',
      run,
    )
  }
  for (const clock of rows.clocks.filter((c) => c.fromClockId !== null)) {
    const from = rows.clocks.find((c) => c.id === clock.fromClockId)
    must(from?.voidReason != null, 'what is handed over ends with a reason', { from, clock })
    must(clock.originalStartAt !== null || sameStart(clock, from!), 'and keeps its start', { from, clock })
  }
}
const sameStart = (a: Clock, b: Clock) =>
  [b.startAt, b.originalStartAt].some((start) => start?.getTime() === a.startAt.getTime())

/** Plans start and end, and grades are given, by a leading group (附4第七条). */
function checkDecisions(rows: StoryRows): void {
  // What a plan asks of other bodies is theirs to decide.
  for (const d of rows.decisions.filter((each) => each.kind !== 'plan')) {
    const bureauId = tree.bureauOf(d.byUnitId)!.id
    const byGroup = holds(d.byName, 'leading_group', bureauId)
    must(
      byGroup || (d.kind === 'scope' && holds(d.byName, 'office_director', bureauId)),
      'the leading group decides',
      d,
    )
  }
}

/** The record of an incident: no step spoke twice, no limit passed twice, signatures stand after the last revision. */
export function checkRecord(incidentId: string, events: AuditEvent[], rows: StoryRows): void {
  const spoken = new Set<string>()
  for (const e of events.filter(
    (e) => e.subjectKind === 'clock' && (e.action === 'fire' || e.action === 'pass-limit'),
  )) {
    const steps = (e.after?.steps ?? []) as { step: string }[]
    for (const key of [
      ...steps.map((s) => `${e.subjectId} ${s.step}`),
      ...(e.action === 'pass-limit' ? [`${e.subjectId} limit`] : []),
    ]) {
      must(!spoken.has(key), 'a step is recorded once', { key, seq: e.seq })
      spoken.add(key)
    }
  }
  for (const text of rows.texts.filter((x) => x.incidentId === incidentId && x.state === 'in_force')) {
    const own = events.filter((e) => e.subjectId === text.id)
    const written = own.findLast((e) => e.action === 'revise' || e.action === 'draft')?.seq ?? 0
    const steps = ['check-facts', 'office', ...(text.scope === 'region_wide' ? ['leading-group'] : []), 'publish']
    const seqs = steps.map((s) => own.findLast((e) => e.action === s)?.seq ?? 0)
    must(
      [written, ...seqs].every((seq, i, all) => i === 0 || seq > all[i - 1]!),
      'written, checked, signed and published in this order',
      { steps, written, seqs },
    )
  }
}
