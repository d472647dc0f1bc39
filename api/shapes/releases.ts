/** Releases and news centres as the contract shows them. */
import type { NumberFault } from '../../domain/talking-points.ts'
import type { Refusal } from '../../domain/result.ts'
import { addMs } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { NewsCentre } from '../../store/news-centres.ts'
import type { ReleaseEffect } from '../../store/release-effect.ts'
import type { FullRelease, ReleaseInList } from '../../store/releases.ts'
import type { Move, NewsCentreShown, ReleaseDetail, ReleaseRowShown } from '../contract.ts'
import { refusalShown } from './moves.ts'
import { iso, isoOrNull, unitRef, unitRefOrNull } from './units.ts'

export const releaseRow = (r: ReleaseInList, tree: UnitTree): ReleaseRowShown => ({
  ...{ id: r.id, incidentId: r.incidentId, incidentNo: r.incidentNo, incidentTitle: r.incidentTitle, n: r.n },
  ...{ kind: r.kind, state: r.state, scope: r.scope, unit: unitRef(tree, r.unitId), title: r.title },
  ...{ revision: r.revision, hash: r.hash, openedAt: iso(r.openedAt), scheduledAt: isoOrNull(r.scheduledAt) },
  ...{ liveAt: isoOrNull(r.liveAt), correctsId: r.correctsId },
  wantsCorrectionAt: isoOrNull(r.wantsCorrectionAt),
})

export function releaseDetail(
  full: FullRelease,
  { tree, numbers, effect, moves }: { tree: UnitTree; numbers: NumberFault[]; effect: ReleaseEffect; moves: Move[] },
): ReleaseDetail {
  const { row, body, incident } = full
  return {
    release: releaseRow({ ...row, incidentNo: incident.no, incidentTitle: incident.title }, tree),
    body,
    revisions: full.revisions.map((r) => ({
      ...{ n: r.n, hash: r.hash, by: { id: r.byUserId, name: r.byName }, at: iso(r.at) },
      ...{ title: r.body.title, text: r.body.text },
    })),
    steps: full.steps.map((s) => ({
      ...{ step: s.step, revision: s.revision, approved: s.approved, comment: s.comment },
      ...{ by: { id: s.byUserId, name: s.byName }, unit: unitRefOrNull(tree, s.byUnitId), at: iso(s.at) },
    })),
    points: { id: full.facts.points.id, n: full.facts.points.n, state: full.facts.points.state },
    blocked: row.state === 'blocked' && row.reason ? refusalShown(JSON.parse(row.reason) as Refusal) : null,
    reason: row.state === 'blocked' ? '' : row.reason,
    numbers,
    addresses: full.addresses.map((a) => ({
      ...{ url: a.url, place: a.place, publishedAt: iso(a.publishedAt) },
      ...{ by: { id: a.byUserId, name: a.byName }, at: iso(a.at) },
    })),
    guests: full.guests.map((g) => ({
      ...{ id: g.id, reporter: g.reporter, outlet: g.outlet, mediaClass: g.mediaClass, card: g.card },
      ...{
        admitted: g.admitted,
        note: g.note,
        journalistId: g.journalistId,
        cameAt: isoOrNull(g.cameAt),
        at: iso(g.at),
      },
    })),
    questions: full.questions.map((q) => ({
      ...{ id: q.id, reporter: q.reporter, outlet: q.outlet, question: q.question, answer: q.answer },
      ...{ speaker: q.speaker, deviation: q.deviation, at: iso(q.at) },
    })),
    effect: { hours: effect.hours.map((h) => ({ ...h, at: iso(h.at) })), ...effect.totals },
    evaluation: row.evaluation?.note ?? '',
    moves,
  }
}

export const centreShown = (c: NewsCentre, tree: UnitTree): NewsCentreShown => ({
  ...{ id: c.id, state: c.state, unit: unitRef(tree, c.unitId), everyMs: c.everyMs, services: c.services },
  ...{ strategy: c.strategy, reason: c.reason, openedAt: iso(c.openedAt), closedAt: isoOrNull(c.closedAt) },
  // A missed word is due since the warning's own time, which lies one cadence before the next look.
  nextAt: c.state === 'open' && c.dueAt ? iso(c.warnedAt ? addMs(c.dueAt, -c.everyMs) : c.dueAt) : null,
})
