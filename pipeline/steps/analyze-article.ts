/**
 * Article extracted → its story, findings, claims and, for each unit that should look, a flag. Every tree of units is
 * asked with its own home region, because 全区 means another region in each.
 */
import { type Analysis, analyzeArticle as analyze } from '../../analyzer/analyze.ts'
import { originOf } from '../../analyzer/origin.ts'
import { isOnWeb, type OriginClass, reckonedAt } from '../../domain/article.ts'
import { hour } from '../../domain/time.ts'
import { isBureau, type Unit, unitTree } from '../../domain/units.ts'
import { articleById, currentVersion } from '../../store/articles.ts'
import { spreadOf, storyOriginOf } from '../../store/clusters.ts'
import { markAnalyzed, saveFindings } from '../../store/findings.ts'
import { watchStory } from '../../store/forecasts.ts'
import { flagsOfArticle } from '../../store/flags.ts'
import { thresholdsInForce } from '../../store/risk.ts'
import { askForScreenshot } from '../../store/screenshots.ts'
import { detectForStory } from '../../workflow/handoff/detect-handoffs.ts'
import { thresholdsFor } from '../../workflow/risk/thresholds.ts'
import { lowerFlag, openFlag } from '../../workflow/review/open-flag.ts'
import { joinFlags, matchTopics } from '../match-topics.ts'
import { placeArticle } from '../place-article.ts'
import type { Machine, StepOutcome } from '../step.ts'
import { suggestStories } from '../suggest-stories.ts'
import { nextLook } from './revisit-article.ts'

export async function analyzeArticle(machine: Machine, id: string): Promise<StepOutcome> {
  const { db, now } = machine
  const article = await articleById(db, id)
  if (article?.state !== 'extracted')
    return { dueAt: article?.state === 'analyzed' ? await nextLook(machine, id) : null }
  const version = await currentVersion(db, id)
  if (!version) return { dueAt: null }
  // A text that was judged before tells nothing new: what is said of it now must not ring as if it did.
  const isAgain = article.judgedVersionId === version.id
  const roots = isAgain ? article.rescoredRoots : null
  const text = { title: version.title, text: version.text, sourceLine: article.sourceLine }
  const origin = originOf({ ...text, outletOrigin: article.outlet.origin }).label as OriginClass
  const clusterId = await placeArticle(db, { article, version, origin }, now())
  await suggestStories(db, { article, version, clusterId }, now())
  const spread = await spreadOf(db, clusterId)
  const first = await storyOriginOf(db, clusterId)
  const story = first && first.articleId !== id ? { origin: first.origin, outlet: first.outlet } : null
  const reference = await machine.reference.read()
  const inForce = await thresholdsInForce(db)
  const tree = unitTree(reference.units)
  // A run for one tree changes nothing in the others.
  const concerns = (unitId: string) => roots === null || roots.includes(tree.rootOf(unitId)?.id ?? '')
  const analyses = treesOf(reference.units).map(({ root, bureaus }) =>
    analyze({
      article: { ...text, publishedAt: reckonedAt(article) },
      outletOrigin: article.outlet.origin,
      story,
      units: bureaus,
      book: reference.book,
      spread: {
        copies: spread.copies - 1,
        outletTier: spread.bestTier as 1 | 2 | 3,
        overseas: spread.overseas > 0,
        perHour: (spread.copies - 1) / Math.max(1, spread.spanMs / hour),
      },
      home: root.regionCode,
      models: machine.models,
      thresholds: (unitId) => thresholdsFor(unitId, { inForce, tree }),
    }),
  )
  const main = nearest(analyses)
  const findings = [
    ...(main?.findings.filter((f) => f.unitId === null) ?? []),
    ...analyses.flatMap((a) => a.findings.filter((f) => f.unitId !== null)),
  ]
    .map(({ unitId, finding }) => ({ ...finding, unitId: unitId ?? '' }))
    .filter(({ unitId }) => unitId === '' || concerns(unitId))
  const keptUnitIds = tree.all.map((unit) => unit.id).filter((unitId) => !concerns(unitId))
  await saveFindings(db, version.id, { findings, claims: main?.claims ?? [], keptUnitIds }, now())
  const watched = await matchTopics(
    db,
    machine.topics,
    {
      isAgain,
      ...{ id, versionId: version.id, seenAt: article.firstSeenAt, title: version.title, text: version.text },
      ...{ outletId: article.outletId, origin: article.outlet.origin, language: article.language },
    },
    now(),
  )
  const flags = joinFlags(
    analyses.flatMap((a) => a.flags),
    watched,
  )
  const judged = isAgain ? (roots === null ? 'again' : 'rescored') : 'first'
  for (const flag of flags.filter(({ unitId }) => concerns(unitId)))
    await openFlag(db, { ...flag, articleId: id, articleVersionId: version.id, clusterId, judged }, now())
  if (spread.copies > 1) await watchStory(db, { clusterId, copies: spread.copies }, now())
  const flagged = new Set(flags.map((f) => f.unitId))
  for (const old of await flagsOfArticle(db, id))
    if (!flagged.has(old.unitId) && concerns(old.unitId))
      await lowerFlag(db, { articleId: id, articleVersionId: version.id, clusterId, unitId: old.unitId }, now())
  // A further overseas outlet in a story that an incident is about is handed off as well.
  if (origin !== 'domestic') await detectForStory(db, clusterId, now())
  // Its story turned out to be another one meanwhile: once more, with that.
  if (!(await markAnalyzed(db, { articleId: id, versionId: version.id, asked: article.judgementsAsked })))
    return { dueAt: now() }
  if (flags.some(({ level }) => level !== 'low') && machine.settings.screenshots && isOnWeb(article.url))
    await askForScreenshot(db, { articleId: id, articleVersionId: version.id }, now())
  return { dueAt: await nextLook(machine, id) }
}

/** Bureaus of each tree; divisions speak for theirs, merged ones for what they went into. */
function treesOf(units: Unit[]): { root: Unit; bureaus: Unit[] }[] {
  return units
    .filter((u) => u.id === u.rootId)
    .map((root) => ({ root, bureaus: units.filter((u) => u.rootId === root.id && isBureau(u)) }))
}

/** The tree that the article concerns most speaks for the article itself. */
function nearest(analyses: Analysis[]): Analysis | undefined {
  const concern = (a: Analysis) =>
    Math.max(0, ...a.findings.flatMap((f) => (f.finding.analyzer === 'relevance' ? [f.finding.score] : [])))
  return [...analyses].sort((a, b) => concern(b) - concern(a))[0]
}
