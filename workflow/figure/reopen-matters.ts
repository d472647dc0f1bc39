/** The kinds of matters that a revised figure opens again, one function each: listed, recorded, and its owners told. */
import type { ReopenedKind } from '../../domain/figure-import.ts'
import type { Agent, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { lockCorrection } from '../../store/corrections.ts'
import { figureById } from '../../store/figures.ts'
import { updateFlag } from '../../store/flags.ts'
import type { Db } from '../../store/open.ts'
import { actorById, type Person } from '../../store/people.ts'
import {
  type articlesOnFigure,
  type FigureRevision,
  insertReopened,
  type reportsPrinting,
  rereadArticle,
  type verdictsOnFigure,
} from '../../store/revisions.ts'
import { type releasesOnFigure, saveRelease } from '../../store/releases.ts'
import { lockTalkingPoints } from '../../store/talking-points.ts'
import { notify, officeRoles, type Recipients } from '../delivery/notify.ts'
import { lockFlagAndStory } from '../review/flag-command.ts'

type About = { revision: FigureRevision; tree: UnitTree; at: Date }
type Found<F extends (...args: never[]) => Promise<unknown[]>> = Awaited<ReturnType<F>>[number]

const machine: Agent = { kind: 'machine', name: 'figures' }

/** The article came out before the new value: its verdict is listed, so that nobody has to ask, and stands. */
export async function keepVerdict(db: Db, verdict: Found<typeof verdictsOnFigure>, about: About): Promise<void> {
  await insertReopened(db, {
    ...rowOf('verdict', verdict.flagId, verdict, about),
    state: 'kept',
    facts: { title: verdict.title },
  })
}

export async function reopenVerdict(db: Db, verdict: Found<typeof verdictsOnFigure>, about: About): Promise<void> {
  await db.transaction(async (tx) => {
    const flag = await lockFlagAndStory(tx, verdict.flagId, { lookAt: null })
    if (!flag) return
    const facts = { title: verdict.title, verdict: flag.verdict ?? '' }
    if (!(await insertReopened(tx, { ...rowOf('verdict', flag.id, verdict, about), state: 'open', facts }))) return
    await updateFlag(tx, flag.id, { state: 'suspected', verdict: null })
    await tell(
      tx,
      { kind: 'verdict', id: flag.id, unitId: flag.unitId, incidentId: flag.incidentId, title: verdict.title },
      about,
      [{ userId: verdict.byUserId, unitId: verdict.byUnitId }],
    )
    await record(
      tx,
      { kind: 'flag', id: flag.id, incidentId: flag.incidentId, before: { state: flag.state, verdict: flag.verdict } },
      about,
    )
  })
}

/** What the machine compared is compared again by the machine; people are asked where that leads to a flag. */
export async function rereadClaims(db: Db, article: Found<typeof articlesOnFigure>, about: About): Promise<void> {
  const unitId = article.unitId ?? about.tree.all.find((u) => u.id === u.rootId)?.id
  if (!unitId) return
  await db.transaction(async (tx) => {
    const row = rowOf('claim', article.articleId, { unitId, incidentId: null }, about)
    const settled = { state: 'settled' as const, settledAt: about.at, settledBy: machine.name }
    if (await insertReopened(tx, { ...row, ...settled, facts: { title: article.title } }))
      await rereadArticle(tx, article.articleId, about.at)
  })
}

/** On its way it cannot be approved with the old figure, in force nobody may answer from it (talking-points/needs.ts); its people hear why. */
export async function reopenTalkingPoints(db: Db, id: string, about: About): Promise<void> {
  await db.transaction(async (tx) => {
    const version = await lockTalkingPoints(tx, id, about.at)
    if (!version) return
    const { n, unitId, incident, state, drafters } = version.facts
    const facts = { title: incident.title, no: incident.no, n, state }
    const row = rowOf('talking_points', id, { unitId, incidentId: incident.id }, about)
    if (!(await insertReopened(tx, { ...row, state: 'open', facts }))) return
    await tell(
      tx,
      {
        ...{ kind: 'talking_points', id, unitId, incidentId: incident.id, title: incident.title },
        // Whoever speaks from a text in force must hear of it at once.
        roles: state === 'in_force' ? ['spokesperson', 'news_centre'] : [],
        heldFromUnitId: incident.heldFromUnitId,
        facts: { talkingPointsId: id, n, state },
      },
      about,
      drafters,
    )
    await record(tx, { kind: 'talking_points', id, incidentId: incident.id, before: { state, n } }, about)
  })
}

/** Not out yet, it cannot go out (release/needs.ts); out, it is for its people to correct or to explain. */
export async function reopenRelease(db: Db, release: Found<typeof releasesOnFigure>, about: About): Promise<void> {
  await db.transaction(async (tx) => {
    const { id, unitId, incidentId, n, title, state } = release
    const row = rowOf('release', id, { unitId, incidentId }, about)
    if (!(await insertReopened(tx, { ...row, state: 'open', facts: { title, n, state } }))) return
    if (['live', 'followed_up', 'evaluated'].includes(state)) await saveRelease(tx, id, { wantsCorrectionAt: about.at })
    await tell(
      tx,
      {
        ...{ kind: 'release', id, unitId, incidentId, title, roles: ['spokesperson', 'news_centre'] },
        facts: { releaseId: id, n, state },
      },
      about,
      [],
    )
    await record(tx, { kind: 'release', id, incidentId, before: { state, n } }, about)
  })
}

/** A letter not sent yet cannot be approved or sent with the old figure (correction/correction.ts); of one that was sent its people hear. */
export async function reopenCorrection(db: Db, id: string, about: About): Promise<void> {
  await db.transaction(async (tx) => {
    const full = await lockCorrection(tx, id)
    if (!full) return
    const { unitId, incidentId, state, outletName } = full.row
    const { title } = full.article
    const row = rowOf('correction', id, { unitId, incidentId }, about)
    if (!(await insertReopened(tx, { ...row, state: 'open', facts: { title, outlet: outletName, state } }))) return
    await tell(
      tx,
      {
        ...{ kind: 'correction', id, unitId, incidentId, title, roles: ['unit_head', 'office_director'] },
        facts: { correctionId: id, state },
      },
      about,
      [],
    )
    await record(tx, { kind: 'correction', id, incidentId, before: { state } }, about)
  })
}

/** What was sent stays sent: a further revision or report says the new value. */
export async function reopenReport(db: Db, report: Found<typeof reportsPrinting>, about: About): Promise<void> {
  await db.transaction(async (tx) => {
    const { reportId: id, unitId, incidentId, title, no, kind, seq, byUserId } = report
    const row = rowOf('report', id, { unitId, incidentId }, about)
    if (!(await insertReopened(tx, { ...row, state: 'open', facts: { title, no, kind, seq } }))) return
    await tell(
      tx,
      { kind: 'report', id, unitId, incidentId, title },
      about,
      byUserId ? [{ userId: byUserId, unitId }] : [],
    )
    await record(tx, { kind: 'report', id, incidentId, before: null }, about)
  })
}

const rowOf = (
  kind: ReopenedKind,
  subjectId: string,
  { unitId, incidentId }: { unitId: string; incidentId: string | null },
  { revision, at }: About,
) => ({ revisionId: revision.id, kind, subjectId, unitId, incidentId, at })

type Told = {
  kind: ReopenedKind
  id: string
  unitId: string
  incidentId: string | null
  title: string
  roles?: Recipients['roles']
  heldFromUnitId?: string | null
  facts?: Record<string, string | number>
}

/** The owners by name, and the office of their unit; the same matter once for a revision. */
async function tell(
  tx: Db,
  told: Told,
  { revision, tree, at }: About,
  owners: { userId: string; unitId: string }[],
): Promise<void> {
  const figure = await figureById(tx, revision.newFigureId)
  const message = {
    key: `figure_revised/${revision.id}/${told.kind}/${told.id}`,
    kind: 'figure_revised' as const,
    incidentId: told.incidentId,
    ...(told.kind === 'verdict' ? { flagId: told.id } : {}),
    facts: {
      ...{ matter: told.kind, title: told.title.slice(0, 200), cause: revision.cause },
      figure: `${figure?.regionName ?? ''}${figure?.period ?? ''} ${figure?.indicatorName ?? ''}`,
      ...{
        oldValue: revision.oldValue,
        oldUnit: revision.oldUnit,
        newValue: revision.newValue,
        newUnit: revision.newUnit,
      },
      ...told.facts,
    },
  }
  const { unitId, heldFromUnitId = null } = told
  const named: Person[] = []
  for (const owner of owners) {
    const actor = await actorById(tx, owner.userId, at)
    if (!actor?.seats.length || (heldFromUnitId && tree.bureauOf(owner.unitId)?.id === heldFromUnitId)) continue
    named.push({ ...owner, name: actor.name, role: actor.seats[0]!.role, standIn: false })
  }
  const to: Recipients[] = [{ unitId, roles: officeRoles }]
  if (told.roles?.length) to.push({ unitId, roles: told.roles })
  if (named.length > 0) to.push({ unitId, roles: [], named })
  await notify(tx, { ...message, to, heldFromUnitId }, tree, at)
}

async function record(
  tx: Db,
  subject: { kind: string; id: string; incidentId: string | null; before: Record<string, unknown> | null },
  { revision, at }: About,
): Promise<void> {
  const { id: revisionId, cause, oldFigureId, newFigureId, oldValue, newValue, importId } = revision
  await appendAudit(tx, {
    ...{ at, by: machine, action: 'reopen-for-figure', subject: { kind: subject.kind, id: subject.id } },
    ...{ incidentId: subject.incidentId, before: subject.before },
    after: { revisionId, cause, oldFigureId, newFigureId, oldValue, newValue, importId },
  })
}
