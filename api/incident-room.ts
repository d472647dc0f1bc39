/** Everything of one incident that its page shows: the reads behind the incident room, in one answer. */
import { realTime } from '../domain/drill-time.ts'
import { reportKinds } from '../domain/incident.ts'
import type { Actor, Role, UnitTree } from '../domain/units.ts'
import { levelsOfArticles } from '../store/article-levels.ts'
import { timelineOf } from '../store/audit.ts'
import { clocksOfIncidents, firingsOf } from '../store/clocks.ts'
import { onDuty, openNames } from '../store/duty.ts'
import { flagsWhere } from '../store/flags.ts'
import { openComments } from '../store/comments.ts'
import { decisionsOf, type Incident } from '../store/incidents.ts'
import { mergedInto } from '../store/merge-incidents.ts'
import type { Db } from '../store/open.ts'
import { type Person, peopleOf } from '../store/people.ts'
import { type FullReport, reportsOf } from '../store/reports.ts'
import { talkingPointsOfIncident } from '../store/talking-points.ts'
import { superiorsOf } from '../workflow/clock/duties.ts'
import { draftFields } from '../workflow/form/draft-fields.ts'
import { formsOf } from '../workflow/form/forms.ts'
import { knownOf, plansOfIncident } from '../workflow/form/known.ts'
import {
  allowedIncidentMoves,
  findersOf,
  type IncidentFacts,
  moveIncident,
  reportersOf,
} from '../workflow/incident/incident.ts'
import { reportClocks } from '../workflow/incident/owed.ts'
import { incidentFacts } from '../workflow/incident/incident-command.ts'
import { aboutEntry } from '../workflow/plan/entry-about.ts'
import { transfersOf } from '../workflow/plan/transfer-duty.ts'
import { textsByRun } from '../workflow/plan/plan-text.ts'
import type { Plan } from '../workflow/plan/shape.ts'
import { isHeadSeat } from '../workflow/people/heads.ts'
import { drillBehind } from '../workflow/drill/matter-time.ts'
import { may, unitsVisible } from '../workflow/policy.ts'
import { lastByForm, usualForm } from '../workflow/report/forms.ts'
import { allowedReportMoves } from '../workflow/report/report.ts'
import { skipLevelOf } from '../workflow/report/skip-level.ts'
import { mayDraft } from '../workflow/talking-points/rights.ts'
import { openStates } from '../workflow/talking-points/talking-points.ts'
import { incidentFor } from './incident-plans.ts'
import type { BodyShown, IncidentRoom, Move, ReportOptions } from './contract.ts'
import { articleRow } from './shapes/articles.ts'
import { paceShown } from './shapes/drills.ts'
import { clockShown, leadersOfClocks } from './shapes/clocks.ts'
import { formShown } from './shapes/forms.ts'
import { decisionShown, foundTimeShown, incidentShown } from './shapes/incidents.ts'
import { moveOf, moveShown } from './shapes/moves.ts'
import { timelineEntry } from './shapes/record.ts'
import { reportShown } from './shapes/reports.ts'
import { talkingPointsRow } from './shapes/talking-points.ts'
import { iso, isoOrNull, unitRef } from './shapes/units.ts'
import { unitsOfOwnTrees } from './who.ts'

export type Who = { actor: Actor; tree: UnitTree; now: Date }

/** Null when there is no such incident or the person may not know of it. */
export async function incidentRoom(db: Db, id: string, who: Who): Promise<IncidentRoom | null> {
  const { actor, tree, now } = who
  const unitIds = unitsVisible(actor, 'view-incidents', tree)
  const incident = await incidentFor(db, id, who)
  if (!incident) return null
  const facts = await incidentFacts(db, incident)
  const firings = await firingsOf(
    db,
    facts.clocks.map((k) => k.id),
  )
  const versions = await talkingPointsOfIncident(db, { incidentId: id, unitIds, at: now })
  const comments = await openComments(
    db,
    'talking_points',
    versions.map((v) => v.row.id),
  )
  const open = versions.find((v) => openStates.includes(v.row.state))?.row ?? null
  const everywhere = tree.all.map((u) => u.id)
  const raised = await flagsWhere(db, { incidentId: id }, { unitIds: everywhere, incidentUnitIds: unitIds })
  const watched = unitsVisible(actor, 'view-flags', tree)
  const flags = raised.filter((f) => watched.includes(f.unitId))
  // Whoever takes a report of a matter reads what it is about; what a leak is about is on paper.
  const unseen = incident.restricted ? [] : raised.filter((f) => !flags.some((own) => own.articleId === f.articleId))
  const levelOf = await levelsOfArticles(
    db,
    raised.map((f) => f.articleId),
    unitsOfOwnTrees(actor, tree),
  )
  const texts = await textsByRun(db, [id])
  const leaders = leadersOfClocks(facts.clocks)
  const drill = await drillBehind(db, incident)
  return {
    incident: incidentShown(incident, tree),
    mergedInto: refOf(incident.mergedIntoId ? await incidentFor(db, incident.mergedIntoId, who) : null),
    absorbed: (await mergedInto(db, id)).map((m) => ({
      ...{ id: m.id, no: m.no, title: m.title },
      ...{ unit: unitRef(tree, m.unitId), humanFoundAt: isoOrNull(m.humanFoundAt) },
    })),
    clocks: facts.clocks.map((k) => clockShown(k, { firings, tree, now, plan: texts.get(k.activationId), leaders })),
    transfers: transfersOf(facts, { actor, tree }).map(({ clockId, units }) => ({
      clockId,
      units: units.map((u) => unitRef(tree, u.id)),
    })),
    reports: (await reportsOf(db, id)).map((r) =>
      reportShown(r, { tree, moves: reportMoves(r, facts, { actor, tree }) }),
    ),
    reportOptions: await reportOptions(db, facts, who),
    talkingPoints: versions.map((v) => talkingPointsRow({ ...v, ...v.facts }, comments, tree)),
    decisions: (await decisionsOf(db, id)).map((d) =>
      decisionShown(d, tree, texts.get(d.activationId) ?? facts.plan ?? undefined),
    ),
    foundTimeProposals: facts.foundTimes.filter((f) => f.state === 'proposed').map((f) => foundTimeShown(f, tree)),
    timeline: (await timelineOf(db, id)).map((e) => ({
      ...timelineEntry(e, tree),
      about: aboutEntry(e, { clocks: facts.clocks, texts }),
    })),
    flags: flags.map((f) => ({
      flagId: f.id,
      unit: unitRef(tree, f.unitId),
      level: f.level,
      state: f.state,
      verdict: f.verdict,
      article: articleRow(f.article, levelOf),
    })),
    articles: [...new Map(unseen.map((f) => [f.articleId, articleRow(f.article, levelOf)])).values()],
    bodies: await bodiesOf(db, incident, who),
    moves: [
      ...allowedIncidentMoves(facts, { actor, tree }).map(moveShown),
      moveOf('draft-talking-points', mayDraft(incident, open, { actor, tree })),
    ],
    pace: drill && paceShown(drill),
    serverTime: iso(now),
  }
}

const refOf = (i: Incident | null) => i && { id: i.id, no: i.no, title: i.title }

/** Rows of the list with their clocks. */
export async function withClocks(db: Db, incidents: Incident[], { tree, now }: Omit<Who, 'actor'>) {
  const ids = incidents.map((i) => i.id)
  const all = await clocksOfIncidents(db, ids)
  const texts = await textsByRun(db, ids)
  const firings = await firingsOf(
    db,
    all.map((k) => k.id),
  )
  return incidents.map((incident) => ({
    ...incidentShown(incident, tree),
    clocks: all
      .filter((k) => k.incidentId === incident.id)
      .map((k) => clockShown(k, { firings, tree, now, plan: texts.get(k.activationId) })),
  }))
}

/** Buttons of one report; a held copy is released with the incident. */
export const reportMoves = (report: FullReport, facts: IncidentFacts, who: Omit<Who, 'now'>): Move[] => [
  ...allowedReportMoves(report, facts, who).map(moveShown),
  ...(report.receipts.some((r) => r.heldAt && !r.deliveredAt)
    ? [moveOf('release-held', moveIncident(facts, 'release-held', who))]
    : []),
]

/** From which of the person's bureaus a report may leave, and to whom it counts. */
async function reportOptions(db: Db, facts: IncidentFacts, { actor, tree }: Who): Promise<ReportOptions> {
  const { incident, clocks } = facts
  const { scope } = incident
  const from = reportersOf(facts).filter((unitId) => may(actor, 'send-report', { unitId, tree, scope }).ok)
  const recipientIds = [...new Set(from.flatMap((unitId) => superiorsOf(unitId, tree)))]
  const plans = await plansOfIncident(db, incident)
  const needsReason = (unitId: string) =>
    skipLevelOf(
      plans,
      reportClocks(clocks)
        .filter((c) => c.unitId === unitId)
        .map((c) => c.duty),
    ) === 'with-reason'
  const parents = new Set(from.map((unitId) => tree.parentOf(unitId)?.id ?? unitId))
  return {
    from: from.map((id) => ({ ...unitRef(tree, id), skipReason: needsReason(id) })),
    recipients: recipientIds.map((id) => ({ ...unitRef(tree, id), satisfies: true, skipsLevel: !parents.has(id) })),
    forms: await formsDrafted(db, { incident, clocks, tree, plans }),
  }
}

/** Every form of the plans that run on it, with what is known written in. */
async function formsDrafted(
  db: Db,
  { incident, clocks, tree, plans }: Pick<IncidentFacts, 'incident' | 'clocks'> & { tree: UnitTree; plans: Plan[] },
): Promise<ReportOptions['forms']> {
  const known = await knownOf(db, { incident, clocks, tree })
  const reports = await reportsOf(db, incident.id)
  const usual = new Map(reportKinds.map((kind) => [kind, usualForm(plans, kind)]))
  return plans.flatMap(formsOf).map((form) => ({
    ...formShown(form),
    usualFor: reportKinds.filter((kind) => usual.get(kind)?.plan === form.plan && usual.get(kind)?.form === form.form),
    draft: draftFields(form, { ...known, last: lastByForm(reports, form.form) }),
  }))
}

const shownRoles: Role[] = [
  'duty_officer',
  'unit_head',
  'office_staff',
  'office_director',
  'leading_group',
  'spokesperson',
]

/** The bureaus that found it, those above them, and who sits there now; not one it is held back from. */
async function bodiesOf(db: Db, incident: Incident, { tree, now }: Who): Promise<BodyShown[]> {
  const finders = findersOf(incident)
  const above = finders.flatMap((id) => [tree.parentOf(id)?.id ?? id])
  const unitIds = [...new Set([incident.rootId, ...above, ...finders])].filter((id) => id !== incident.heldFromUnitId)
  const sitting = await peopleOf(db, { unitIds, roles: [...shownRoles, 'secrecy'] }, now)
  // A leak is the compartment's: whoever speaks to the press or watches it has no part in it.
  const roles: Role[] = incident.restricted ? ['secrecy', 'leading_group'] : shownRoles
  const people = sitting.filter((p) => roles.includes(p.role))
  // Whoever is on duty is called now, whatever time a drill is in.
  const turns = incident.restricted ? [] : await onDuty(db, unitIds, realTime(now), 'incident')
  const names = await openNames(db, [...new Set(turns.flatMap((t) => [t.userId, ...(t.backupId ? [t.backupId] : [])]))])
  return unitIds.map((id) => ({
    unit: unitRef(tree, id),
    responsible: refOfPerson(sitting.find((p) => p.unitId === id && isHeadSeat(p))),
    onDuty: turns.flatMap((t) => {
      const name = t.unitId === id && names.get(t.userId)
      const backup = (t.backupId && names.get(t.backupId)) || null
      return name ? [{ id: t.userId, name, phone: t.phone, until: iso(t.toAt), backup }] : []
    }),
    people: people
      .filter((p) => p.unitId === id)
      .map(({ userId, name, role, standIn }) => ({ id: userId, name, role, standIn })),
  }))
}

const refOfPerson = (p: Person | undefined) => (p ? { id: p.userId, name: p.name } : null)
