/**
 * Risk of an article for one unit: misinformation × spread, shifted by sensitivity (domain catalogue C6). Every factor is
 * a part with its quoted words; the thresholds are a versioned value. It suggests attention, it never grades an incident.
 */
import type { Claim } from '../domain/figure.ts'
import type { Finding, FindingPart, Span } from '../domain/finding.ts'
import { isWithin } from '../domain/regions.ts'
import { type Measured, measuredCode, type RiskLevel, riskLevels } from '../domain/risk.ts'
import { shareOut, withRest } from './add-up.ts'
import { severityOf } from './severity.ts'

export type SpreadFacts = {
  /** Other publications of the same text so far. */
  copies: number
  /** 1 national or world, 2 regional, 3 local or personal. */
  outletTier: 1 | 2 | 3
  /** First published outside the mainland. */
  overseas: boolean
  /** Other publications of the same text an hour, over the time since the first; the article itself is none of them. */
  perHour: number
}

export type RiskInput = {
  article: { title: string; text: string }
  unit: { id: string; regionCode: string }
  relevance: Finding
  rumour: Finding
  tone: Finding
  origin: Finding
  claims: readonly Claim[]
  spread: SpreadFacts
  /** Hours to (or since) the nearest release for the region; null when none is near. */
  hoursToRelease: number | null
}

export type RiskThresholds = {
  version: string
  /** Lower ends of slight, serious and grave misinformation. */
  misinformation: [number, number, number]
  /** Lower ends of moderate and wide spread. */
  spread: [number, number]
  /** Sensitivity from which the level moves one step up. */
  shiftFrom: number
  /** Level by misinformation (none, slight, serious, grave) and spread (narrow, moderate, wide). */
  matrix: RiskLevel[][]
}

export const defaultThresholds: RiskThresholds = {
  version: 'thresholds-2',
  misinformation: [0.2, 0.55, 0.8],
  // A regional outlet by itself (0.2) is moderate: a grave misstatement there alerts at once, at an ordinary one it is high.
  spread: [0.18, 0.6],
  shiftFrom: 0.5,
  matrix: [
    ['low', 'low', 'elevated'],
    ['low', 'elevated', 'elevated'],
    ['high', 'high', 'critical'],
    ['high', 'critical', 'critical'],
  ],
}

export const riskVersion = 'risk-3'

/** label = level; score rises with the level and orders articles inside it. version names the thresholds, too. */
export function risk(input: RiskInput, thresholds: RiskThresholds = defaultThresholds): Finding & { label: RiskLevel } {
  const factors = factorsOf(input)
  const { misinformation, spread, sensitivity } = factors
  const { row, column, plain, level } = levelOf(factors, thresholds)
  const raw = 0.6 * misinformation.value + 0.3 * spread.value + 0.1 * sensitivity.value
  const score = Math.round((riskLevels.indexOf(level) + Math.min(raw, 0.999)) * 250) / 1000
  const steps = riskLevels.indexOf(plain)
  const parts = withRest(
    [
      ...(steps > 0
        ? [{ code: 'level-by-matrix', weight: steps * 0.25, facts: { level: plain, row, column }, spans: [] }]
        : []),
      ...(level === plain
        ? []
        : [{ code: 'shifted-by-sensitivity', weight: 0.25, facts: { from: plain, to: level }, spans: [] }]),
      ...weighed(misinformation, 0.6),
      ...weighed(spread, 0.3),
      ...weighed(sensitivity, 0.1),
    ],
    score,
  )
  parts.push(measuredPart(factors), ...levelChanges(input, thresholds, factors).map(changePart))
  return { analyzer: 'risk', version: `${riskVersion}/${thresholds.version}`, score, label: level, parts }
}

type Factor = { value: number; parts: FindingPart[] }
type Factors = { misinformation: Factor; spread: Factor; sensitivity: Factor }

const factorsOf = (input: RiskInput): Factors => ({
  misinformation: misinformationOf(input),
  spread: spreadOf(input.spread),
  sensitivity: sensitivityOf(input),
})

const levelOf = (factors: Factors, thresholds: RiskThresholds) => judge(valuesOf(factors), thresholds)

const valuesOf = ({ misinformation, spread, sensitivity }: Factors): Measured => ({
  ...{ misinformation: misinformation.value, spread: spread.value, sensitivity: sensitivity.value },
})

/** Kept whole, not rounded: the level by other thresholds is to be the very one that judging anew would give. */
const measuredPart = (factors: Factors): FindingPart => ({
  ...{ code: measuredCode, weight: 0, facts: valuesOf(factors), spans: [] },
})

/** The level that the same article would have under these thresholds. */
export const levelUnder = (measured: Measured, thresholds: RiskThresholds): RiskLevel =>
  judge(measured, thresholds).level

function judge({ misinformation, spread, sensitivity }: Measured, thresholds: RiskThresholds) {
  const row = bandOf(misinformation, thresholds.misinformation)
  const column = bandOf(spread, thresholds.spread)
  const plain = thresholds.matrix[row]?.[column] ?? 'low'
  // Sensitivity makes a doubtful article more urgent; it never makes a true one suspicious.
  const shifts = row > 0 && sensitivity >= thresholds.shiftFrom
  return { row, column, plain, level: shifts ? stepUp(plain) : plain }
}

/** A change of one fact that would give another level; `count` is the smallest number of it that does. */
export type LevelChange = {
  code: 'copies' | 'national-outlet' | 'overseas' | 'near-release' | 'claims-true' | 'not-rumour' | 'no-release-near'
  to: RiskLevel
  count: number
}

/** More copies than these are no likely change. */
const mostCopies = 1000
/** Nobody reads that nine statements would have to be true; and a page may hold thousands. */
const mostClaims = 5

/**
 * The smallest changes of one fact that would raise or lower the level, the raising ones first. The pace of the copies is
 * taken to stay as it is. Nothing is said where no single change would do it.
 */
export function levelChanges(
  input: RiskInput,
  thresholds: RiskThresholds = defaultThresholds,
  base: Factors = factorsOf(input),
): LevelChange[] {
  const now = riskLevels.indexOf(levelOf(base, thresholds).level)
  const after = (code: LevelChange['code'], count = 1): RiskLevel => {
    const changed = applyChange(input, { code, count })
    const factors = { ...base }
    if (code === 'claims-true' || code === 'not-rumour') factors.misinformation = misinformationOf(changed)
    else if (code === 'near-release' || code === 'no-release-near') factors.sensitivity = sensitivityOf(changed)
    else factors.spread = spreadOf(changed.spread)
    return levelOf(factors, thresholds).level
  }
  const isUp = (level: RiskLevel) => riskLevels.indexOf(level) > now
  const isDown = (level: RiskLevel) => riskLevels.indexOf(level) < now
  const found: LevelChange[] = []
  const add = (code: LevelChange['code'], count: number, differs: (level: RiskLevel) => boolean) => {
    const to = after(code, count)
    if (differs(to)) found.push({ code, to, count })
  }
  add(
    'copies',
    fewest(mostCopies, (count) => isUp(after('copies', count))),
    isUp,
  )
  if (input.spread.outletTier > 1) add('national-outlet', 1, isUp)
  if (!input.spread.overseas) add('overseas', 1, isUp)
  if (!isNear(input.hoursToRelease)) add('near-release', 1, isUp)
  const problems = now === 0 ? 0 : input.claims.filter((claim) => severityOf(claim) > 0).length
  const count = Array.from({ length: Math.min(problems, mostClaims) }, (_, at) => at + 1).find((n) =>
    isDown(after('claims-true', n)),
  )
  if (count !== undefined) add('claims-true', count, isDown)
  if (input.rumour.score >= 0.6) add('not-rumour', 1, isDown)
  if (isNear(input.hoursToRelease)) add('no-release-near', 1, isDown)
  return found
}

/** The same case with the change in it. The gravest problems are those that turn out true first. */
export function applyChange(input: RiskInput, { code, count }: Pick<LevelChange, 'code' | 'count'>): RiskInput {
  const { spread, claims, unit } = input
  switch (code) {
    case 'copies':
      return { ...input, spread: { ...spread, copies: spread.copies + count } }
    case 'national-outlet':
      return { ...input, spread: { ...spread, outletTier: 1 } }
    case 'overseas':
      return { ...input, spread: { ...spread, overseas: true } }
    case 'near-release':
      return { ...input, hoursToRelease: 24 }
    case 'no-release-near':
      return { ...input, hoursToRelease: null }
    case 'not-rumour':
      return { ...input, rumour: { ...input.rumour, score: 0 } }
    case 'claims-true': {
      const weighed = claims.map((claim) => ({ claim, weight: weightOf(claim, unit) }))
      const gravest = new Set([...weighed].sort((a, b) => b.weight - a.weight).slice(0, count))
      return { ...input, claims: weighed.filter((one) => !gravest.has(one)).map(({ claim }) => claim) }
    }
  }
}

/** It weighs nothing: it is about what is not so. */
const changePart = ({ code, to, count }: LevelChange): FindingPart => ({
  code: `would-${code}`,
  weight: 0,
  facts: { to, count },
  spans: [],
})

/** The smallest number from 1 that does it; the last one where none does. What does it must go on doing it. */
function fewest(most: number, does: (count: number) => boolean): number {
  let [low, high] = [1, most]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (does(middle)) high = middle
    else low = middle + 1
  }
  return low
}

const stepUp = (level: RiskLevel): RiskLevel =>
  riskLevels[Math.min(riskLevels.indexOf(level) + 1, riskLevels.length - 1)] ?? level
const bandOf = (value: number, ends: number[]): number => ends.filter((end) => value >= end).length
/** A level is a quarter of the score; inside it a factor counts by its share, and its parts by theirs in the factor. */
const weighed = (factor: Factor, share: number): FindingPart[] => shareOut(factor.parts, factor.value * share * 0.25)

/** The gravest problem counts; others add a little. Of the text's manner (rumour-like) only doubt follows. */
function misinformationOf({ claims, unit, relevance, rumour, article }: RiskInput): Factor {
  const parts: FindingPart[] = []
  for (const claim of claims) {
    const weight = weightOf(claim, unit)
    if (weight === 0) continue
    parts.push({
      code: `claim-${claim.type ?? claim.verdict}`,
      weight,
      facts: { verdict: claim.verdict, ...(claim.figureId ? { figure: claim.figureId } : {}) },
      claim: claim.reason,
      spans: [spanOf(claim)],
    })
  }
  parts.sort((a, b) => b.weight - a.weight)
  const gravest = parts[0]?.weight ?? 0
  const named = namesBureau(relevance)
  if (gravest >= 0.55 && named.length > 0) parts.push({ code: 'names-bureau', weight: 0.15, spans: named })
  if (gravest < 0.55 && rumour.score >= 0.6)
    parts.push({
      code: 'rumour-like',
      weight: Math.round((rumour.score - 0.5) * relevance.score * 1000) / 1000,
      spans: rumour.parts.flatMap((part) => part.spans).slice(0, 6),
    })
  if (claims.some((claim) => claim.type === 'M12' && claim.verdict === 'unreleased') && leakWords(article).length > 0)
    parts.push({ code: 'leak-words', weight: 0.1, spans: leakWords(article) })
  const others = parts.slice(1).reduce((sum, part) => sum + part.weight * (part.code.startsWith('claim-') ? 0.1 : 1), 0)
  const value =
    parts.length === 0 ? 0 : Math.min(1, (parts[0]?.weight ?? 0) + others) * Math.min(1, 0.4 + relevance.score)
  return { value, parts }
}

/** What is said of another region counts half. */
const weightOf = (claim: Claim, unit: RiskInput['unit']): number =>
  severityOf(claim) * (claim.region === null || isWithin(claim.region, unit.regionCode) ? 1 : 0.5)

/** Words that name the unit's own bureau, from the relevance finding. */
function namesBureau(relevance: Finding): Span[] {
  return relevance.parts
    .filter((part) => part.code === 'unit-named' || part.code === 'bureau-of-place')
    .flatMap((part) => part.spans)
    .slice(0, 5)
}

/** Independent chances of reaching many readers. */
function spreadOf({ copies, outletTier, overseas, perHour }: SpreadFacts): Factor {
  const parts: FindingPart[] = [
    { code: 'outlet-tier', weight: { 1: 0.55, 2: 0.2, 3: 0.1 }[outletTier], facts: { tier: outletTier }, spans: [] },
  ]
  if (overseas) parts.push({ code: 'overseas', weight: 0.45, spans: [] })
  if (copies > 0)
    parts.push({ code: 'copies', weight: Math.min(0.7, Math.log2(1 + copies) / 8), facts: { copies }, spans: [] })
  if (perHour > 0)
    parts.push({ code: 'per-hour', weight: Math.min(0.6, Math.log10(1 + perHour) / 4), facts: { perHour }, spans: [] })
  return { value: 1 - parts.reduce((rest, part) => rest * (1 - part.weight), 1), parts }
}

const leakPattern =
  /泄露|泄密|提前(?:获悉|拿到|曝光|泄)|未公布|尚未公布|还没公布|内部(?:数据|人士|消息)|官方人士|知情人士|people familiar|ahead of the official release|leaked/g
const fraudPattern = /造假|编造|注水|挤水分|灌水|虚报|弄虚作假|fabricat\w+|faked/g
const seasonPattern = /两会|人大会议|政协会议|普查|巡视|督察/g

const leakWords = (article: RiskInput['article']): Span[] => spansOf(article, leakPattern)

const isNear = (hours: number | null): hours is number => hours !== null && hours >= -24 && hours <= 72

function sensitivityOf({ article, tone, hoursToRelease }: RiskInput): Factor {
  const parts: FindingPart[] = []
  const add = (code: string, weight: number, spans: Span[]) => {
    if (spans.length > 0) parts.push({ code, weight, spans: spans.slice(0, 5) })
  }
  add('leak-words', 0.4, leakWords(article))
  add('fraud-words', 0.3, spansOf(article, fraudPattern))
  add('season', 0.2, spansOf(article, seasonPattern))
  if (isNear(hoursToRelease))
    parts.push({ code: 'near-release', weight: 0.3, facts: { hours: Math.round(hoursToRelease) }, spans: [] })
  if (tone.label === 'accusing') parts.push({ code: 'accusing-tone', weight: 0.15, spans: [] })
  return {
    value: Math.min(
      1,
      parts.reduce((sum, part) => sum + part.weight, 0),
    ),
    parts,
  }
}

/** The last answers: an article is judged for many units, and its words are the same for each. */
const spansSeen = new WeakMap<RiskInput['article'], Map<RegExp, Span[]>>()

function spansOf(article: RiskInput['article'], pattern: RegExp): Span[] {
  const seen = spansSeen.get(article) ?? new Map<RegExp, Span[]>()
  spansSeen.set(article, seen)
  const spans = seen.get(pattern) ?? findSpans(article, pattern)
  seen.set(pattern, spans)
  return spans
}

function findSpans(article: RiskInput['article'], pattern: RegExp): Span[] {
  return (['title', 'text'] as const).flatMap((field) =>
    [...article[field].slice(0, 20_000).matchAll(pattern)].map((match) => ({
      field,
      start: match.index,
      end: match.index + match[0].length,
      quote: match[0],
    })),
  )
}

const spanOf = ({ field, start, end, quote }: Claim): Span => ({ field, start, end, quote })
