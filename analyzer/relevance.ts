/**
 * Is an article about a unit: its bureau, its work, or the official statistics of its region? Rules over names, places
 * and indicators; each reason carries its share of the score (0 to 1) and the words it came from.
 */
import type { Finding, FindingPart, Span } from '../domain/finding.ts'
import { isWithin, lineage, nationCode, regionByCode, regionsNamedIn } from '../domain/regions.ts'
import { shareOut } from './add-up.ts'
import { foreignPlaces, foreignPlacesEnglish, otherPrefectures } from './places.ts'
import {
  bindingPattern,
  bodyPattern,
  homonyms,
  indicatorPattern,
  loosePattern,
  otherBodies,
  otherMatters,
} from './relevance-words.ts'
import { fold } from './script.ts'
import {
  before,
  indexOf,
  type Named,
  sentenceEnds,
  sentencesAround,
  type Stretch,
  stretches,
  together,
} from './sentences.ts'

export const relevanceVersion = 'relevance-1'
export const relevantFrom = 0.5

/** A unit as the analyzer needs it: who it is called and which region it answers for. */
export type UnitNames = { id: string; name: string; aliases: string[]; regionCode: string }
export type ArticleText = { title: string; text: string }

/** One finding a unit, label = unit id, in the order of `units`; score ≥ 0.5 means relevant. */
export const relevance = (article: ArticleText, units: readonly UnitNames[]): Finding[] =>
  relevanceAndBodies(article, units).findings

/** A statistics body named in the text, and whose it is: a region's code, the nation's, null elsewhere, undefined without a place. */
export type BodySeen = Span & { owner: Owner }

export function relevanceAndBodies(
  article: ArticleText,
  units: readonly UnitNames[],
): { findings: Finding[]; bodies: readonly BodySeen[] } {
  const seen = look(article)
  return { findings: units.map((unit) => findingFor(unit, seen)), bodies: seen.bodies }
}

/** Relevance to official statistics of one region and the bureaus in it, without naming a unit. */
export function relevanceToRegion(article: ArticleText, regionCode: string): Finding {
  return findingFor({ id: regionCode, name: '', aliases: [], regionCode }, look(article))
}

type Found = Named & { code: string | null }
type Field = {
  field: 'title' | 'text'
  folded: string
  original: string
  ends: Stretch[]
  /** 等地, 波及, 影响: a place is named in passing. */
  passing: Stretch[]
  national: boolean
}
/** Everything the article names, found once for all units: a tree has more than a hundred. */
type Seen = {
  fields: Field[]
  bodies: BodySeen[]
  /** Without those that stand beside a homonym. */
  indicators: Named[]
  loose: Named[]
  homonyms: Named[]
  others: Span[]
  /** Regions with a code, and other places without one. */
  places: Found[]
  standIns: Span[]
  binding: boolean
}

const maxTextLength = 20_000

function look(article: ArticleText): Seen {
  const fields = (['title', 'text'] as const).map((field) => {
    const original = article[field].slice(0, maxTextLength)
    const folded = fold(original)
    return {
      ...{ field, original, folded },
      ends: sentenceEnds(folded),
      passing: stretches(folded, /等地|波及|影响/g),
      national: /全国|国家统计局/.test(folded),
    }
  })
  const all = (pattern: RegExp): Named[] =>
    fields.flatMap((field) =>
      [...field.folded.matchAll(pattern)].map((match) => namedAt(field, match.index, match.index + match[0].length)),
    )
  const falseBodies = all(otherBodies)
  const places = fields.flatMap((field) => [
    ...regionsNamedIn(field.folded).map((place) => ({
      ...namedAt(field, place.start, place.end),
      code: place.code as string | null,
    })),
    ...[...field.folded.matchAll(elsewhere)].map((match) => ({
      ...namedAt(field, match.index, match.index + match[0].length),
      code: null,
    })),
    ...[...field.folded.matchAll(initial)].map((match) => ({
      ...namedAt(field, match.index, match.index + 1),
      code: '450000' as string | null,
    })),
  ])
  const others = all(homonyms)
  return {
    fields,
    bodies: all(bodyPattern)
      .filter((body) => !falseBodies.some((other) => overlaps(body, other)))
      .map((body) => ({ ...body, owner: ownerOf(body, fields, places) })),
    indicators: all(indicatorPattern).filter((indicator) => !others.some((other) => together(other, indicator))),
    loose: all(loosePattern),
    homonyms: others,
    others: all(otherMatters),
    places,
    standIns: all(/全区|自治区(?=统计|政府|党委)|全市|全县|我区|我市|我县/g),
    binding: fields.some(({ folded }) => bindingPattern.test(folded)),
  }
}

function findingFor(unit: UnitNames, seen: Seen): Finding {
  const inside = seen.places.filter((place) => place.code !== null && isWithin(place.code, unit.regionCode))
  const above = lineage(unit.regionCode)
  const outside = seen.places.filter(
    (place) =>
      place.code === null ||
      (place.code !== nationCode && !above.includes(place.code) && !isWithin(place.code, unit.regionCode)),
  )
  const parts = [
    ...nameParts(unit, seen),
    ...bodyParts(unit, seen, inside, outside),
    ...indicatorParts(unit, seen, inside, outside),
  ]
  const evidence = parts.reduce((sum, part) => Math.max(sum, part.weight), 0)
  if (evidence > 0) parts.push(...counterParts(seen, parts))
  const against = parts.filter((part) => part.weight < 0)
  const taken = Math.min(evidence, -against.reduce((sum, part) => sum + part.weight, 0))
  return {
    analyzer: 'relevance',
    version: relevanceVersion,
    score: Math.round((evidence - taken) * 1000) / 1000,
    label: unit.id,
    // The strongest reason counts; the others share in it.
    parts: [
      ...shareOut(
        parts.filter((part) => part.weight > 0),
        evidence,
      ),
      ...shareOut(against, -taken),
    ],
  }
}

function nameParts(unit: UnitNames, seen: Seen): FindingPart[] {
  const names = [unit.name, ...unit.aliases].filter((name) => name.length >= 3).map((name) => fold(name))
  const spans = seen.fields.flatMap(({ field, folded, original }) =>
    names.flatMap((name) =>
      occurrences(folded, name).map((start) => spanAt(field, original, start, start + name.length)),
    ),
  )
  return spans.length === 0 ? [] : [part('unit-named', 0.95, spans)]
}

/** A statistics body counts when its place is ours, or no place at all points elsewhere. */
function bodyParts(unit: UnitNames, seen: Seen, inside: Found[], outside: Found[]): FindingPart[] {
  const ours: Span[] = []
  const unplaced: Span[] = []
  const national: Span[] = []
  for (const body of seen.bodies) {
    const { owner } = body
    if (owner !== undefined && owner !== 'nation') {
      if (owner !== null && isWithin(owner, unit.regionCode)) ours.push(body)
    } else if (owner === 'nation') national.push(body)
    else unplaced.push(body)
  }
  const isRoot = regionByCode(unit.regionCode)?.level === 'province' || unit.regionCode === nationCode
  const parts: FindingPart[] = []
  if (ours.length > 0) parts.push(part('bureau-of-place', 0.92, [...ours, ...inside.slice(0, 2)]))
  if (unplaced.length > 0 && inside.length > 0)
    parts.push(part('bureau-and-place', 0.85, [...unplaced, ...inside.slice(0, 2)]))
  else if (unplaced.length > 0 && outside.length === 0)
    parts.push(part('bureau-unplaced', isRoot ? 0.65 : 0.3, unplaced))
  if (
    national.length > 0 &&
    isRoot &&
    seen.binding &&
    outside.every((place) => place.code !== null || inside.length > 0)
  )
    parts.push(part('binding-matter', 0.7, national))
  else if (national.length > 0 && inside.length > 0 && seen.binding)
    parts.push(part('binding-matter', 0.6, [...national, ...inside.slice(0, 2)]))
  return parts
}

type Owner = string | 'nation' | null | undefined

/** Which place a body belongs to: a code, 'nation', null for a place elsewhere, undefined when none is attached. */
function ownerOf(body: Span, fields: Field[], places: Found[]): Owner {
  const field = fields.find((one) => one.field === body.field)
  const folded = field?.folded ?? ''
  const lead = folded.slice(Math.max(0, body.start - 10), body.start)
  const tail = folded.slice(body.end, body.end + 6)
  const attached = places
    .filter((place) => place.field === body.field && place.end <= body.start && place.start >= body.start - 14)
    .at(-1)
  // 国家统计局广西调查总队 is ours; 国家统计局 alone is the nation's.
  const next = places.find(
    (place) =>
      place.field === body.field &&
      place.start === body.end &&
      /调查/.test(tail + folded.slice(body.end + 6, body.end + 12)),
  )
  if (next !== undefined) return next.code
  if (/(?:国家|中央|国务院|全国)$/.test(lead)) return 'nation'
  if (
    attached !== undefined &&
    !/[,。!?;、]/.test(folded.slice(attached.end, body.start)) &&
    attached.end >= body.start - 6
  )
    return attached.code === nationCode ? 'nation' : attached.code
  return undefined
}

/** An indicator counts in a sentence with one of our places, or after our place in the headline. */
function indicatorParts(unit: UnitNames, seen: Seen, inside: Found[], outside: Found[]): FindingPart[] {
  const parts: FindingPart[] = []
  // 全区 without any place stands for the region as a whole, not for each of its counties.
  const standsForUs = outside.length === 0 && unit.regionCode.endsWith('0000') && seen.standIns.length > 0
  const ours = indexOf(inside)
  const near = (span: Named) => ours.inSentenceOf(span) ?? (standsForUs ? seen.standIns[0] : undefined)
  const strong = seen.indicators
  const placed = strong.flatMap((indicator) => {
    const place = near(indicator)
    return place === undefined || passing(indicator, place, seen) ? [] : [indicator, place]
  })
  if (placed.length > 0) parts.push(part('indicator-and-place', 0.85, unique(placed).slice(0, 8)))
  else if (strong.length > 0 && inside.some((place) => place.field === 'title'))
    parts.push(part('indicator-under-our-headline', 0.7, unique([...strong, ...inside]).slice(0, 6)))
  const loose = seen.loose.flatMap((word) => {
    const place = ours.shortlyBefore(word, 8)
    return place === undefined ? [] : [place, word]
  })
  if (loose.length > 0) parts.push(part('movement-and-place', 0.6, unique(loose)))
  return parts
}

/** 强降雨波及广西、湖南等地施工,全国投资增速回落: our place only in passing, the number is the nation's. */
function passing(indicator: Span, place: Span, seen: Seen): boolean {
  const field = seen.fields.find((one) => one.field === indicator.field)
  if (!field?.national || indicator.field !== place.field) return false
  const [from, to] = [Math.min(place.end, indicator.end), Math.max(place.start, indicator.start)]
  const first = field.passing[before(field.passing, (word) => word.start < from)]
  return first !== undefined && first.end <= to
}

function counterParts(seen: Seen, evidence: FindingPart[]): FindingPart[] {
  const parts: FindingPart[] = []
  // A bureau named by its place is not talked away by a word like 招聘.
  const strength = evidence.some((one) => one.code === 'unit-named' || one.code === 'bureau-of-place') ? 0.3 : 1
  if (seen.others.length > 0)
    parts.push(
      part('other-matter', -Math.min(0.45, 0.25 + 0.1 * seen.others.length) * strength, seen.others.slice(0, 5)),
    )
  if (seen.homonyms.length > 0) parts.push(part('homonym', -0.4 * strength, seen.homonyms.slice(0, 5)))
  return parts
}

const part = (code: string, weight: number, spans: Span[]): FindingPart => ({
  code,
  weight: Math.round(weight * 1000) / 1000,
  spans: unique(spans).slice(0, 10),
})

const namedAt = ({ field, original, ends }: Field, start: number, end: number): Named => ({
  ...spanAt(field, original, start, end),
  ...sentencesAround(ends, { start, end }),
})

const overlaps = (a: Span, b: Span): boolean => a.field === b.field && a.start < b.end && b.start < a.end
const spanAt = (field: 'title' | 'text', original: string, start: number, end: number): Span => ({
  field,
  start,
  end,
  quote: original.slice(start, end),
})

function unique(spans: Span[]): Span[] {
  const seen = new Map(spans.map(({ field, start, end, quote }) => [`${field}${start}`, { field, start, end, quote }]))
  return [...seen.values()]
}

function occurrences(text: string, word: string): number[] {
  const out: number[] = []
  for (let at = text.indexOf(word); at >= 0 && out.length < 20; at = text.indexOf(word, at + word.length)) out.push(at)
  return out
}

const elsewhere = new RegExp(
  `${[...foreignPlaces, ...otherPrefectures].join('|')}|外省|兄弟省份|(?<![a-z])(?:${foreignPlacesEnglish.join('|').toLowerCase()})(?![a-z])`,
  'g',
)
const initial = /(?<=^|[\s,。!?“"])桂(?=(?:去年|今年|首|前|上半|一季|gdp|cpi|经济|外贸|出口|数据))/g
