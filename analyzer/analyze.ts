/**
 * The one entry for pipeline/: an article with what is known around it → findings, claims, and a flag draft for each unit
 * that should look. Pure: figures, calendar, units and spread come as arguments, `publishedAt` is the only time.
 */
import type { OriginClass } from '../domain/article.ts'
import type { Claim } from '../domain/figure.ts'
import type { Finding, FindingPart } from '../domain/finding.ts'
import { isWithin, lineage } from '../domain/regions.ts'
import type { RiskLevel } from '../domain/risk.ts'
import { hour } from '../domain/time.ts'
import { shareOut } from './add-up.ts'
import { type Book, checkClaims, claimsVersion } from './claims/claims.ts'
import { type Fingerprint, fingerprint, fingerprintVersion } from './fingerprint.ts'
import { type FlagType, flagReasons } from './flag-reasons.ts'
import { type Language, languageOf } from './language.ts'
import { mentionReader, mentionsVersion } from './mentions.ts'
import type { ModelsInForce } from './models/open-models.ts'
import { originOf, originVersion, type StoryOrigin, withStoryOrigin } from './origin.ts'
import { relevanceAndBodies, relevanceVersion, relevantFrom, type UnitNames } from './relevance.ts'
import { defaultThresholds, type RiskThresholds, risk, riskVersion, type SpreadFacts } from './risk.ts'
import { rumour, rumourVersion } from './rumour.ts'
import { severityOf } from './severity.ts'
import { dictionaryVersion } from './tokens.ts'
import { toneReader, toneVersion } from './tone.ts'
import { wordsIn } from './tone-words.ts'

/** Changes whenever any analyzer could answer the same article otherwise. */
export const analyzerVersion = (models: ModelsInForce): string =>
  [
    relevanceVersion,
    models.tone ? `${toneVersion}/${models.tone.version}` : toneVersion,
    models.rumour ? `${rumourVersion}/${models.rumour.version}` : rumourVersion,
    mentionsVersion,
    claimsVersion,
    originVersion,
    fingerprintVersion,
    riskVersion,
    dictionaryVersion,
  ].join('+')

export type AnalyzeInput = {
  article: { title: string; text: string; sourceLine: string; publishedAt: Date }
  outletOrigin: OriginClass
  /** Who published the story first, where that is another outlet. */
  story: StoryOrigin | null
  /** Units that may be concerned, one for each bureau (not its divisions). */
  units: readonly UnitNames[]
  /** Made once for many articles by `bookOf(figures, calendar)`. */
  book: Book
  spread: SpreadFacts
  /** Region that 全区 stands for; the root unit's. */
  home: string
  /** By unit; the built-in ones where it says nothing. */
  thresholds?: (unitId: string) => RiskThresholds
  /** Where one is null, the word lists answer. */
  models: ModelsInForce
}

export type FlagDraft = { unitId: string; types: FlagType[]; level: RiskLevel; score: number; reasons: FindingPart[] }

export type Analysis = {
  language: Language
  /** unitId null: about the article itself. */
  findings: { unitId: string | null; finding: Finding }[]
  claims: Claim[]
  flags: FlagDraft[]
  print: Fingerprint
}

/** Read for claims, tone and rumour, in characters; the longest statistical communiqués have some 25 000. The page is sealed whole. */
const maxText = 30_000

/** Relevance below this is not worth a row for the unit. */
const keptFrom = 0.2

export function analyzeArticle(input: AnalyzeInput): Analysis {
  const { article, units, book } = input
  const text = { title: article.title, text: article.text.slice(0, maxText) }
  const claims = checkClaims({ ...text, publishedAt: article.publishedAt }, book, { home: input.home })
  const { models } = input
  const rumourFinding = rumour(text, models.rumour)
  const ownOrigin = originOf({ ...text, sourceLine: article.sourceLine, outletOrigin: input.outletOrigin })
  const origin = withStoryOrigin(ownOrigin, input.story)
  const spread = { ...input.spread, overseas: input.spread.overseas || origin.label !== 'domestic' }
  const findings: Analysis['findings'] = [
    { unitId: null, finding: rumourFinding },
    { unitId: null, finding: origin },
    { unitId: null, finding: claimsFinding(claims) },
  ]
  const { findings: about, bodies } = relevanceAndBodies(text, units)
  const flags: FlagDraft[] = []
  const words = wordsIn(text)
  const mentionsFor = mentionReader(text, { bodies, words, units })
  const toneFor = toneReader(text, models.tone, words)
  const owners = claims.map((claim) => ownerOf(claim, units, about))
  for (const [i, unit] of units.entries()) {
    const relevant = about[i]
    if (relevant === undefined || relevant.score < keptFrom) continue
    findings.push({ unitId: unit.id, finding: relevant })
    if (relevant.score < relevantFrom) continue
    const toneFinding = toneFor([unit.name, ...unit.aliases], mentionsFor(unit, isNearest(unit, units, about)))
    const riskFinding = risk(
      {
        article: text,
        unit,
        relevance: relevant,
        rumour: rumourFinding,
        tone: toneFinding,
        origin,
        claims,
        spread,
        hoursToRelease: hoursToRelease(book, unit.regionCode, article.publishedAt),
      },
      input.thresholds?.(unit.id) ?? defaultThresholds,
    )
    findings.push({ unitId: unit.id, finding: toneFinding }, { unitId: unit.id, finding: riskFinding })
    const own = claims.filter((_, n) => owners[n] === unit.id)
    const reasons = flagReasons({
      unit,
      relevance: relevant,
      rumour: isNearest(unit, units, about) ? rumourFinding : silent(rumourFinding),
      origin,
      claims: own,
      spread,
    })
    if (reasons.length === 0) continue
    flags.push({
      unitId: unit.id,
      types: [...new Set(reasons.map(({ type }) => type))],
      level: riskFinding.label,
      score: riskFinding.score,
      reasons: [...reasons.map(({ part }) => part), ...riskFinding.parts],
    })
  }
  return {
    language: languageOf(`${article.title}\n${article.text}`),
    findings,
    claims,
    flags,
    print: fingerprint(article.text || article.title),
  }
}

/** score: the gravest problem; label: its verdict, or 'clean'. */
function claimsFinding(claims: readonly Claim[]): Finding {
  const problems = claims.filter((claim) => severityOf(claim) > 0).sort((a, b) => severityOf(b) - severityOf(a))
  return {
    analyzer: 'claims',
    version: claimsVersion,
    score: problems[0] ? severityOf(problems[0]) : 0,
    label: problems[0]?.verdict ?? 'clean',
    // The gravest counts; the others share in it.
    parts: shareOut(
      problems.slice(0, 20).map((claim) => ({
        code: `claim-${claim.type ?? claim.verdict}`,
        weight: severityOf(claim),
        facts: { verdict: claim.verdict },
        claim: claim.reason,
        spans: [{ field: claim.field, start: claim.start, end: claim.end, quote: claim.quote }],
      })),
      problems[0] ? severityOf(problems[0]) : 0,
    ),
  }
}

/**
 * The unit that answers for a claim: the relevant one nearest to its region. A claim without a region (an accusation)
 * goes to the nearest unit that the text itself concerns.
 */
function ownerOf(claim: Claim, units: readonly UnitNames[], about: readonly Finding[]): string | null {
  const relevant = units.filter((_, i) => (about[i]?.score ?? 0) >= relevantFrom)
  if (relevant.length === 0) return null
  if (claim.region === null) return relevant.find((unit) => isNearest(unit, units, about))?.id ?? null
  const region = claim.region
  const covering = relevant.filter((unit) => isWithin(region, unit.regionCode))
  covering.sort((a, b) => lineage(b.regionCode).length - lineage(a.regionCode).length)
  return covering[0]?.id ?? null
}

/** True when no other relevant unit lies inside this one, or the text names this one itself. */
function isNearest(unit: UnitNames, units: readonly UnitNames[], about: readonly Finding[]): boolean {
  const own = about[units.indexOf(unit)]
  if ((own?.score ?? 0) < relevantFrom) return false
  if (own?.parts.some((part) => part.code === 'unit-named')) return true
  return !units.some(
    (other, i) =>
      other.id !== unit.id &&
      (about[i]?.score ?? 0) >= relevantFrom &&
      other.regionCode !== unit.regionCode &&
      isWithin(other.regionCode, unit.regionCode),
  )
}

const silent = (finding: Finding): Finding => ({ ...finding, score: 0 })

/** Hours until the nearest planned release (negative: since it), within four days; null when none is near. */
function hoursToRelease(book: Book, regionCode: string, at: Date): number | null {
  const near = book
    .releasesNear(regionCode, at, 96 * hour)
    .map((entry) => (entry.scheduledAt.getTime() - at.getTime()) / hour)
  near.sort((a, b) => Math.abs(a) - Math.abs(b))
  return near[0] ?? null
}
