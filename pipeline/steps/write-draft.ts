/**
 * A person asked for a draft → the material goes to the operator's language model, and what comes back is kept: of an article beside its
 * text, of a matter's talking points what holds against its sources, sentence by sentence. Once.
 */
import { checkClaims } from '../../analyzer/claims/claims.ts'
import type { DraftFailure, DraftSource } from '../../domain/draft.ts'
import { versionsOf } from '../../store/articles.ts'
import { draftById, isKeptIn } from '../../store/drafts.ts'
import { incidentRow } from '../../store/incidents.ts'
import { loadUnitTree } from '../../store/people.ts'
import {
  claimsOfMatter,
  figuresOfMatter,
  isMatterKeptIn,
  type PointsDraft,
  pointsDraftById,
} from '../../store/points-drafts.ts'
import { settleDraft } from '../../workflow/draft/settle-draft.ts'
import { checkAnswer } from '../../workflow/talking-points/draft-answer.ts'
import { draftSources } from '../../workflow/talking-points/draft-sources.ts'
import { bodyOfIncident } from '../../workflow/talking-points/rights.ts'
import { type PointsDraftEnding, settlePointsDraft } from '../../workflow/talking-points/settle-draft.ts'
import type { Machine, StepOutcome } from '../step.ts'

export async function writeDraft({ db, drafter, now }: Machine, id: string): Promise<StepOutcome> {
  const draft = await draftById(db, id)
  if (!draft || draft.endedAt || draft.discardedAt) return { dueAt: null }
  const version = (await versionsOf(db, draft.articleId)).find((one) => one.id === draft.articleVersionId)
  const model = drafter?.model ?? null
  if (!drafter || !version) await settleDraft(db, { id, model, failure: 'off' }, now())
  // Asked again right before it leaves: a leak may have been found since the click.
  else if (await isKeptIn(db, draft.articleId)) await settleDraft(db, { id, model, failure: 'restricted' }, now())
  else {
    const outcome = await drafter.ask({ kind: draft.kind, title: version.title, text: version.text })
    const ending = outcome.kind === 'written' ? { text: outcome.text } : { failure: outcome.reason }
    await settleDraft(db, { id, model, ...ending }, now())
  }
  return { dueAt: null }
}

export async function writePointsDraft(machine: Machine, id: string): Promise<StepOutcome> {
  const { db, drafter, now } = machine
  const draft = await pointsDraftById(db, id)
  if (!draft || draft.endedAt || draft.discardedAt) return { dueAt: null }
  const { sources, ending } = await wordPoints(machine, draft)
  await settlePointsDraft(db, { id, model: drafter?.model ?? null, sources, ...ending }, now())
  return { dueAt: null }
}

async function wordPoints(
  { db, drafter, reference, now }: Machine,
  { incidentId }: PointsDraft,
): Promise<{ sources: DraftSource[]; ending: PointsDraftEnding }> {
  const failed = (failure: DraftFailure, sources: DraftSource[] = []) => ({ sources, ending: { failure } })
  const incident = await incidentRow(db, incidentId)
  if (!drafter || !incident) return failed('off')
  const at = now()
  const sources = draftSources(await figuresOfMatter(db, incidentId, at), await claimsOfMatter(db, incidentId))
  if (!sources.some(({ kind }) => kind === 'figure')) return failed('no_sources')
  // Asked again right before it leaves: a leak may have been found since the click.
  if (await isMatterKeptIn(db, incidentId)) return failed('restricted')
  const outcome = await drafter.ask({ kind: 'talking-points', sources })
  if (outcome.kind === 'failed') return failed(outcome.reason, sources)
  const { book } = await reference.read()
  const body = bodyOfIncident(incident, await loadUnitTree(db))
  const home = body.ok ? body.value.regionCode : ''
  const claimsIn = (text: string) => checkClaims({ title: '', text, publishedAt: at, isOurs: true }, book, { home })
  return { sources, ending: { checked: checkAnswer(outcome.text, { sources, claimsIn }) } }
}
