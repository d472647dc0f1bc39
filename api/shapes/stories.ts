/** A story, what may belong to it and what people decided of it, as the contract shows them. */
import { regionByCode } from '../../domain/regions.ts'
import type { StoryReason } from '../../domain/story.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { LevelOf } from '../../store/article-levels.ts'
import type { StoryDecision } from '../../store/story-decisions.ts'
import type { Suggestion } from '../../store/stories.ts'
import type { StoryDecisionShown, SuggestionShown } from '../contract.ts'
import { type ArticleWithOutlet, articleRow } from './articles.ts'
import { indicatorRef } from './figures.ts'
import { iso, unitRefOrNull } from './units.ts'

export const reasonShown = ({ words, hoursApart, indicators, places }: StoryReason): SuggestionShown['reason'] => ({
  words,
  hoursApart,
  indicators: indicators.map(indicatorRef),
  places: places.map((code) => {
    const region = regionByCode(code)
    const name = region?.shortName ?? code
    return { name, english: region?.english ?? name }
  }),
})

export const suggestionShown = (
  { clusterId, article, likeness, reason, at }: Suggestion,
  levelOf: LevelOf,
): SuggestionShown => ({
  storyId: clusterId,
  article: articleRow(article, levelOf),
  likeness,
  reason: reasonShown(reason),
  at: iso(at),
})

/** `named`: the articles of the decision that could be read. */
export const decisionShown = (
  d: StoryDecision,
  { named, tree, levelOf }: { named: ArticleWithOutlet[]; tree: UnitTree; levelOf: LevelOf },
): StoryDecisionShown => ({
  id: d.id,
  verb: d.verb,
  reason: d.reason,
  by: { id: d.byUserId, name: d.byName },
  unit: unitRefOrNull(tree, d.byUnitId),
  at: iso(d.at),
  articles: named.map((a) => articleRow(a, levelOf)),
  keepsApart: d.keepsApart,
})
