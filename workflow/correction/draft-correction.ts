/**
 * Drafts a request to an outlet: of one statement of one article, on a confirmed verdict that it is false, misleading or outdated; never of
 * a criticism, an opinion or a true number (policy-not-false). Reprints of the story that carry it get requests of their own.
 */

import { quantitiesIn } from '../../analyzer/claims/quantities.ts'
import { judgePage } from '../../analyzer/correction/judge-page.ts'
import { fold } from '../../analyzer/script.ts'
import type { CorrectionAsk, CorrectionSubject } from '../../domain/correction.ts'
import type { Claim, Verdict } from '../../domain/figure.ts'
import { ok, type Refusal, type Result, refuse } from '../../domain/result.ts'
import type { ReviewVerdict } from '../../domain/risk.ts'
import type { Agent, Seat, UnitTree } from '../../domain/units.ts'
import { type ArticleVersion, articleById, versionsOf } from '../../store/articles.ts'
import { appendAudit } from '../../store/audit.ts'
import {
  type Correction,
  type FigureOfCorrection,
  fullCorrections,
  insertCorrection,
  insertLetter,
  insertLook,
  saveCorrection,
} from '../../store/corrections.ts'
import { figureById } from '../../store/figures.ts'
import { claimsOf } from '../../store/findings.ts'
import { type Flag, type Review, reviewsOf } from '../../store/flags.ts'
import { incidentRow } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { blockedOutlet } from '../handoff/detect-handoffs.ts'
import { may } from '../policy.ts'
import { lockFlagAndStory } from '../review/flag-command.ts'
import { readText } from '../text.ts'
import { askedOf, lookAt, seesWrong } from './judge-look.ts'
import { composeLetter, figureWords, letterHash } from './letter.ts'
import { noticeStep } from './notices.ts'

export type DraftCorrection = {
  flagId: string
  articleVersionId: string
  /** The wrong number or statement in that version. */
  field: 'title' | 'text'
  start: number
  end: number
  /** The official figure; by default the one that the machine or the verdict names. */
  figureId?: string | null
  /** What is right, where no figure says it. */
  right?: string
  ask: CorrectionAsk
}
export type CorrectionStanding = { id: string; state: Correction['state']; revision: number; hash: string }

const asks: readonly ReviewVerdict[] = ['false', 'misleading', 'outdated']
const faultless: readonly Verdict[] = ['supported', 'opinion']

/** Whoever approves hears of the letter at once. */
export async function draftCorrection(db: Db, input: DraftCorrection, by: By): Promise<Result<CorrectionStanding>> {
  return db.transaction(async (tx) => {
    const flag = await lockFlagAndStory(tx, input.flagId, { lookAt: by.at })
    if (!flag) return refuse('not-found', { field: 'flagId' })
    const tree = await loadUnitTree(tx)
    const right = may(by.actor, 'draft-correction', { unitId: flag.unitId, tree })
    if (!right.ok) return right
    const incident = flag.incidentId ? await incidentRow(tx, flag.incidentId) : null
    if (incident?.restricted) return refuse('not-found', { field: 'flagId' })
    const verdict = await confirmedVerdict(tx, flag, input.articleVersionId)
    if (!verdict.ok) return verdict
    const version = (await versionsOf(tx, flag.articleId)).find((v) => v.id === input.articleVersionId)
    if (!version) return refuse('not-found', { field: 'articleVersionId' })
    const claims = (await claimsOf(tx, version.id)).filter((c) => overlaps(c, input))
    if (claims.some((c) => faultless.includes(c.verdict)))
      return refuse('not-an-event', { rule: 'policy-not-false', field: 'start' })
    const figureId = input.figureId ?? claims.find((c) => c.figureId)?.figureId ?? verdict.value.figureId
    const figure = figureId ? await figureById(tx, figureId) : null
    if (figureId && (!figure || figure.supersededAt || figure.publishedAt > by.at))
      return refuse('invalid-field', { rule: 'policy-current-figure', field: 'figureId' })
    const words = readText(figure ? figureWords(figure) : input.right, { field: 'right', min: 4, max: 300 })
    if (!words.ok) return words
    const subject = subjectOf(version, input, { claim: claims[0] ?? null, right: words.value })
    if (!subject) return refuse('invalid-field', { field: 'start' })
    const drafted = await draftOne(
      tx,
      {
        ...{ flag, verdict: verdict.value.verdict, figure, subject, version, ask: input.ask, leadId: null },
        ...{ agent: agentOf(by.actor, right.value), seat: right.value, tree },
      },
      by,
    )
    if (drafted.ok) {
      const [full] = await fullCorrections(tx, [drafted.value.id])
      await noticeStep(tx, full!, 'approve', { tree, at: by.at })
    }
    return drafted
  })
}

/** Two people, where they are needed, said that it is false, misleading or outdated. */
export const mayBeAsked = (flag: Pick<Flag, 'verdict'>, reviews: readonly Review[]): boolean => {
  const last = reviews.at(-1)
  return last?.final === true && flag.verdict !== null && asks.includes(flag.verdict)
}

/** The last word of people, on this very version. */
async function confirmedVerdict(
  tx: Db,
  flag: Flag,
  articleVersionId: string,
): Promise<Result<{ verdict: ReviewVerdict; figureId: string | null }>> {
  if (flag.state === 'closed_no_fault') return refuse('not-an-event', { rule: 'policy-not-false' })
  const reviews = await reviewsOf(tx, flag.id)
  const last = reviews.at(-1)
  if (!last || !flag.verdict || !mayBeAsked(flag, reviews))
    return refuse('wrong-state', { rule: 'policy-not-false', field: 'verdict', detail: { state: flag.state } })
  if (last.articleVersionId !== articleVersionId) return refuse('stale-revision', { field: 'articleVersionId' })
  return ok({ verdict: flag.verdict, figureId: last.figureId })
}

const overlaps = (claim: Claim, { field, start, end }: Pick<DraftCorrection, 'field' | 'start' | 'end'>): boolean =>
  claim.field === field && claim.start < end && start < claim.end

/** Null when the span is none of the version. */
function subjectOf(
  version: ArticleVersion,
  { field, start, end }: { field: 'title' | 'text'; start: number; end: number },
  { claim, right }: { claim: Claim | null; right: string },
): CorrectionSubject | null {
  const text = version[field]
  if (start < 0 || end <= start || end > text.length || text.slice(start, end).trim() === '') return null
  const quote = sentenceAround(text, { start, end })
  return { field, start, end, quote, wrongValue: printedValue(text.slice(start, end), claim), right }
}

/** At most 500 characters. */
export function sentenceAround(text: string, { start, end }: { start: number; end: number }): string {
  const marks = ['。', '！', '？', '!', '?', '；', ';', '\n']
  const from = Math.max(...marks.map((m) => (start === 0 ? -1 : text.lastIndexOf(m, start - 1)))) + 1
  const rest = /[。！？!?；;\n]/.exec(text.slice(end))
  return text
    .slice(from, rest ? end + rest.index : undefined)
    .trim()
    .slice(0, 500)
}

/** The number as printed, with its unit: the one the machine read, or the only one there. */
function printedValue(span: string, claim: Claim | null): string | null {
  const folded = fold(span)
  const all = quantitiesIn(folded)
  const stated = claim?.value?.replace(/^-/, '')
  const one =
    all.find((q) => stated !== undefined && stated !== null && q.value.abs().eq(stated)) ??
    (all.length === 1 ? all[0] : undefined)
  return one ? folded.slice(one.numberStart, one.end).trim() : null
}

export type OneRequest = {
  flag: Flag
  verdict: ReviewVerdict
  figure: FigureOfCorrection | null
  subject: CorrectionSubject
  version: ArticleVersion
  ask: CorrectionAsk
  leadId: string | null
  agent: Agent
  seat: Seat
  tree: UnitTree
}

/** The request, its first letter and its first looks; for the lead and for each reprint. */
export async function draftOne(tx: Db, one: OneRequest, by: By): Promise<Result<CorrectionStanding>> {
  const { flag, subject, version, figure, ask, tree } = one
  const article = await articleById(tx, version.articleId)
  if (!article) return refuse('not-found', { field: 'articleVersionId' })
  if (article.outlet.ownUnitId && tree.byId(article.outlet.ownUnitId)?.rootId === tree.byId(flag.unitId)?.rootId)
    return refuse('wrong-recipient', { rule: 'policy-own-correction', field: 'outlet' })
  const overseas = await overseasRefusal(tx, flag.incidentId, article.outlet)
  if (overseas) return { ok: false, refusal: overseas }
  const unit = tree.bureauOf(flag.unitId)!
  const asked = askedOf({ row: { subject, unitId: unit.id }, figure, pinned: version, article }, tree)
  const pinned = judgePage(asked, lookAt(version))
  // What it cannot see in the text that is pinned it would hold for gone in every other.
  if (!seesWrong.includes(pinned.outcome))
    return refuse('invalid-field', { rule: 'policy-proof', field: 'start', detail: { outcome: pinned.outcome } })
  const letter = composeLetter({
    ...{ rung: 'request', ask, subject, figure, article, unitName: unit.name, sentAt: null, at: by.at },
    outletName: article.outlet.name,
  })
  const hash = letterHash(letter)
  const row = await insertCorrection(tx, {
    ...{
      flagId: flag.id,
      verdict: one.verdict,
      leadId: one.leadId,
      articleId: article.id,
      articleVersionId: version.id,
    },
    ...{ clusterId: article.clusterId, incidentId: flag.incidentId, unitId: unit.id, rootId: unit.rootId },
    ...{ outletId: article.outletId, outletName: article.outlet.name, outletDomain: new URL(article.url).hostname },
    ...{ subject, spanKey: `${subject.field}/${subject.quote}`.slice(0, 600), figureId: figure?.id ?? null, ask },
    ...{ state: 'draft', hash, draftedAt: by.at },
  })
  if (!row) return refuse('already-exists', { field: 'start' })
  const author = { byUserId: by.actor.userId, byName: by.actor.name, at: by.at }
  await insertLetter(tx, { correctionId: row.id, n: 1, rung: 'request', letter, hash, ...author })
  await insertLook(tx, {
    ...{ correctionId: row.id, at: version.fetchedAt, outcome: pinned.outcome, proof: pinned },
    ...{ articleVersionId: version.id, evidenceId: version.evidenceId },
  })
  await saveCorrection(tx, row.id, {
    outcome: pinned.outcome,
    outcomeAt: version.fetchedAt,
    lookedAt: version.fetchedAt,
  })
  await appendAudit(tx, {
    ...{ at: by.at, by: one.agent, action: 'draft-correction', before: null, reason: null },
    ...{ subject: { kind: 'correction', id: row.id }, incidentId: row.incidentId },
    after: {
      ...{
        state: row.state,
        hash,
        outlet: row.outletName,
        role: one.seat.role,
        quote: subject.quote,
        leadId: one.leadId,
      },
      ...{ articleVersionId: version.id, figureId: row.figureId, flagId: flag.id },
    },
  })
  return ok({ id: row.id, state: row.state, revision: 1, hash })
}

/** An outlet abroad is answered through the hand-off alone (附4第九条). */
export async function overseasRefusal(
  tx: Db,
  incidentId: string | null,
  outlet: { name: string; origin: string },
): Promise<Refusal | null> {
  if (incidentId) {
    const blocked = await blockedOutlet(tx, incidentId, outlet.name)
    if (blocked) return blocked
  }
  return outlet.origin !== 'domestic' && !incidentId
    ? { code: 'wrong-recipient', rule: 'G4-9', field: 'outlet', detail: { outlet: outlet.name } }
    : null
}
