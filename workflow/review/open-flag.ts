/**
 * Doors of the pipeline: an article deserves a person's look, or looks different now. A critical flag is an alert; one story
 * alerts a unit once, its later copies belong to what the first one started.
 */
import type { FindingPart } from '../../domain/finding.ts'
import { type RiskLevel, riskLevels } from '../../domain/risk.ts'
import { isStillSpreading } from '../../domain/spread.ts'
import { addMs, minute } from '../../domain/time.ts'
import type { Agent } from '../../domain/units.ts'
import { storyOf } from '../../store/articles.ts'
import { appendAudit } from '../../store/audit.ts'
import { lastSeenIn } from '../../store/clusters.ts'
import {
  type Flag,
  flaggedText,
  flagsOfStory,
  insertFlag,
  lockFlagOf,
  type NewFlag,
  updateFlag,
} from '../../store/flags.ts'
import { watchStory } from '../../store/forecasts.ts'
import { incidentRow } from '../../store/incidents.ts'
import { lockStoryOf } from '../../store/locks.ts'
import { ownUnitOfArticle } from '../../store/sources.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { notify } from '../delivery/notify.ts'
import { isEnded } from '../incident/owed.ts'
import { ownType } from './flag.ts'

export type FlagInput = {
  articleId: string
  articleVersionId: string
  unitId: string
  clusterId: string
  types: string[]
  level: RiskLevel
  score: number
  reasons: FindingPart[]
  /**
   * `first` (default): the text is new. Of a text that was judged before (`again`: its story or the figures changed; `rescored`: a
   * run with other thresholds, models or word lists) only what still spreads rings.
   */
  judged?: 'first' | 'again' | 'rescored'
}
export type FlagOpened = {
  flagId: string
  /** False when the article was flagged for this unit before. */
  opened: boolean
  /** The people of the unit were alerted now. */
  alerted: boolean
}

/** An alert that nobody acknowledges starts a provisional clock after this time (GAP-03). */
export const acknowledgeWithinMs = 15 * minute
const machine: Agent = { kind: 'machine', name: 'review' }

/**
 * A person's eye counts for more than nothing and less than an alert, and outlives what the machine says next. A dispute is
 * about one version of the text.
 */
export const broughtByPerson = { type: 'person', code: 'flagged-by-person', level: 'elevated', score: 0.4 } as const
export const disputed = 'disputed'

/**
 * Opens the flag of an article for a unit, once: a second call with the same version only notes a changed level; with another
 * version people judge it anew.
 */
export async function openFlag(db: Db, given: FlagInput, at: Date, by: Agent = machine): Promise<FlagOpened> {
  return db.transaction(async (tx) => {
    const input = await lockStory(tx, given)
    const known = await lockFlagOf(tx, input.articleId, input.unitId)
    if (known) return takeUp(tx, known, input, at)
    const { articleId, articleVersionId, unitId, clusterId, types, level, score, reasons } = input
    const fresh = {
      ...{ articleId, articleVersionId, unitId, clusterId, types, level, score, reasons, openedAt: at },
      ...(input.judged === 'rescored' ? { rescoredFrom: 'none' as const, rescoredAt: at } : {}),
    }
    const flag = await insertFlag(tx, fresh)
    if (!flag) throw new Error(`the flag of article ${input.articleId} was opened under another story at the same time`)
    await record(tx, { flag, action: 'open', before: null, by }, at)
    await watchStory(tx, { clusterId: flag.clusterId, copies: 1 }, at)
    return {
      flagId: flag.id,
      opened: true,
      alerted: await alertOrAttach(tx, { flag, isNewVersion: false, judged: input.judged }, at),
    }
  })
}

/**
 * The machine finds nothing any more: in a new version, which people judge anew, or in the same text by other models, thresholds or
 * figures. It sinks to the lowest level and stays, with what people said of it; one that people took up keeps its types.
 */
export async function lowerFlag(
  db: Db,
  given: Pick<FlagInput, 'articleId' | 'articleVersionId' | 'clusterId' | 'unitId'>,
  at: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const story = await lockStory(tx, { ...given, types: [], level: 'low', score: 0, reasons: [] })
    const known = await lockFlagOf(tx, given.articleId, given.unitId)
    if (!known) return
    if (known.articleVersionId !== given.articleVersionId) {
      await takeUp(tx, known, story, at)
      return
    }
    const isPeoples = known.types.every((type) => [broughtByPerson.type, disputed, ownType].includes(type))
    if (isPeoples || known.reasons.some((part) => part.code === noLonger)) return
    const own = story.types.filter((type) => type === ownType)
    const types = known.incidentId || known.verdict ? known.types : own
    const reasons = [...story.reasons, { code: noLonger, weight: 0, facts: { from: known.level }, spans: [] }]
    await takeUp(tx, known, { ...story, types, reasons, judged: 'again' }, at)
  })
}

/** Code of the reason that says that the machine flagged this text before and does not now. */
const noLonger = 'no-longer-flagged'

/**
 * The story may have been merged into another since the article was judged: the flag is the story's of now. What a bureau of the
 * tree published itself says so.
 */
async function lockStory(tx: Db, input: FlagInput): Promise<FlagInput> {
  const clusterId = await lockStoryOf(tx, async () => (await storyOf(tx, input.articleId)) ?? input.clusterId)
  const story = { ...input, clusterId: clusterId ?? input.clusterId }
  const ownUnitId = await ownUnitOfArticle(tx, input.articleId)
  if (ownUnitId === null) return story
  const tree = await loadUnitTree(tx)
  const publisher = tree.byId(ownUnitId)
  if (!publisher || publisher.rootId !== tree.byId(input.unitId)?.rootId) return story
  const part = { code: 'flag-own', weight: 0, facts: { unit: publisher.name, unitId: publisher.id }, spans: [] }
  return { ...story, types: [...story.types, ownType], reasons: [...story.reasons, part] }
}

async function takeUp(tx: Db, known: Flag, input: FlagInput, at: Date): Promise<FlagOpened> {
  const { clusterId, articleVersionId } = input
  const isNewVersion = known.articleVersionId !== articleVersionId
  const { types, level, score, reasons } = withPeoples(known, input, isNewVersion)
  const isSame = !isNewVersion && known.level === level && known.score === score && known.clusterId === clusterId
  if (isSame) {
    // Other words for the same score: shown, and no event of its own.
    await updateFlag(tx, known.id, { types, reasons })
    return { flagId: known.id, opened: false, alerted: false }
  }
  const change: Partial<NewFlag> = { types, level, score, reasons, clusterId, articleVersionId }
  const flag = await updateFlag(tx, known.id, {
    ...change,
    ...(isNewVersion ? { state: 'suspected', verdict: null } : {}),
    ...foundBy(known, { level, isNewVersion, judged: input.judged }, at),
  })
  await record(tx, { flag, action: isNewVersion ? 'reopen' : 'rescore', before: known }, at)
  return {
    flagId: flag.id,
    opened: false,
    alerted: await alertOrAttach(tx, { flag, isNewVersion, judged: input.judged }, at),
  }
}

/** A rise by a rescoring is marked as such, until something else changes the level. */
function foundBy(
  known: Flag,
  { level, isNewVersion, judged }: { level: RiskLevel; isNewVersion: boolean; judged: FlagInput['judged'] },
  at: Date,
): Partial<NewFlag> {
  if (!isNewVersion && level === known.level) return {}
  const rises = riskLevels.indexOf(level) > riskLevels.indexOf(known.level)
  if (!isNewVersion && judged === 'rescored' && rises) return { rescoredFrom: known.level, rescoredAt: at }
  return { rescoredFrom: null, rescoredAt: null }
}

/** What the machine says now, and what people had said: their word neither vanishes nor sinks. */
function withPeoples(
  known: Flag,
  given: FlagInput,
  isNewVersion: boolean,
): Pick<FlagInput, 'types' | 'level' | 'score' | 'reasons'> {
  const { types, level, score, reasons } = given
  const kept = known.types.filter((type) => type === broughtByPerson.type || (type === disputed && !isNewVersion))
  const parts = known.reasons.filter((part) => part.code === broughtByPerson.code)
  const isLow = kept.includes(broughtByPerson.type) && level === 'low'
  return {
    types: [...new Set([...types, ...kept])],
    level: isLow ? broughtByPerson.level : level,
    score: isLow ? Math.max(score, broughtByPerson.score) : score,
    reasons: [...reasons.filter((part) => part.code !== broughtByPerson.code), ...parts],
  }
}

/**
 * A critical flag alerts unless its story did already in this unit; a copy joins the incident of its story. What people said
 * of an earlier text does not answer for a new one: an edited text alerts anew once nothing waits or runs for its story, and
 * so does a copy after the end of an event, which recurs by it. What was judged before rings only while its story goes on and people
 * have said nothing of it: a verdict on the same text is not asked for twice, least of all at night.
 */
async function alertOrAttach(
  tx: Db,
  { flag, isNewVersion, judged }: { flag: Flag; isNewVersion: boolean; judged: FlagInput['judged'] },
  at: Date,
): Promise<boolean> {
  const own = flag.incidentId ? await incidentRow(tx, flag.incidentId) : null
  if (own && !isEnded(own)) return false
  if (flag.types.includes(ownType)) return tellPublisher(tx, flag, at)
  if (!isNewVersion && (own || flag.alertedAt)) return false
  const others = (await flagsOfStory(tx, flag.clusterId, flag.unitId)).filter((f) => f.id !== flag.id)
  const over = new Set<string>()
  for (const id of new Set(others.map((f) => f.incidentId).filter((each) => each !== null))) {
    const incident = await incidentRow(tx, id)
    if (incident?.state === 'terminated' || incident?.state === 'archived') over.add(id)
    if (!incident || isEnded(incident)) continue
    await updateFlag(tx, flag.id, { incidentId: incident.id })
    await record(tx, { flag: { ...flag, incidentId: incident.id }, action: 'attach', before: null }, at)
    return false
  }
  const isAlerted = isNewVersion
    ? [flag, ...others].some((f) => f.alertedAt && f.dueAt)
    : others.some((f) => f.alertedAt && !(f.incidentId && over.has(f.incidentId)))
  if (flag.level !== 'critical' || isJudged(flag) || isAlerted) return false
  if (!isNewVersion && (judged ?? 'first') !== 'first') {
    const lastAt = await lastSeenIn(tx, flag.clusterId)
    if (others.some(isJudged) || !lastAt || !isStillSpreading(lastAt, at)) return false
  }
  const tree = await loadUnitTree(tx)
  const text = await flaggedText(tx, flag)
  const people = await notify(
    tx,
    {
      key: `alert:${flag.id}:${flag.articleVersionId}`,
      kind: 'critical_alert',
      to: [{ unitId: flag.unitId, roles: ['monitor', 'duty_officer'] }],
      flagId: flag.id,
      facts: {
        title: (text?.title ?? '').slice(0, 200),
        unitId: flag.unitId,
        unit: tree.byId(flag.unitId)?.name ?? flag.unitId,
        acknowledgeBy: addMs(at, acknowledgeWithinMs).toISOString(),
      },
    },
    tree,
    at,
  )
  const alerted = await updateFlag(tx, flag.id, {
    ...{ alertedAt: at, dueAt: addMs(at, acknowledgeWithinMs) },
    ...{ acknowledgedAt: null, acknowledgedBy: null },
  })
  const told = people.map((p) => p.userId)
  await record(tx, { flag: alerted, action: 'alert', before: null, more: { alertedAt: at, told } }, at)
  return true
}

/** Once a version, to whoever published it: nobody has to acknowledge it, and no clock starts. Answers false, as no alert runs. */
async function tellPublisher(tx: Db, flag: Flag, at: Date): Promise<false> {
  const unitId = await ownUnitOfArticle(tx, flag.articleId)
  if (unitId === null || flag.level === 'low' || isJudged(flag)) return false
  const tree = await loadUnitTree(tx)
  const text = await flaggedText(tx, flag)
  await notify(
    tx,
    {
      key: `own:${flag.articleId}:${flag.articleVersionId}`,
      kind: 'own_error',
      to: [{ unitId, roles: ['monitor', 'duty_officer'] }],
      flagId: flag.id,
      facts: { title: (text?.title ?? '').slice(0, 200), unitId, unit: tree.byId(unitId)?.name ?? unitId },
    },
    tree,
    at,
  )
  return false
}

const isJudged = (flag: Flag): boolean => flag.state !== 'suspected' && flag.state !== 'verifying'

async function record(
  tx: Db,
  {
    flag,
    action,
    before,
    more,
    by = machine,
  }: {
    flag: Flag
    action: 'open' | 'reopen' | 'rescore' | 'attach' | 'alert'
    before: Flag | null
    more?: Record<string, unknown>
    by?: Agent
  },
  at: Date,
): Promise<void> {
  const { state, level, score, articleId, articleVersionId, unitId, types } = flag
  await appendAudit(tx, {
    at,
    by,
    action,
    subject: { kind: 'flag', id: flag.id },
    incidentId: flag.incidentId,
    before: before && {
      state: before.state,
      verdict: before.verdict,
      level: before.level,
      articleVersionId: before.articleVersionId,
    },
    after: { state, level, score, articleId, articleVersionId, unitId, types, ...more },
  })
}
