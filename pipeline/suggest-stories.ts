/** Which stories an article may tell in other words: found by the index, judged by the analyzer, for people to accept or refuse. */
import { type Fingerprint, fingerprint, sameness } from '../analyzer/fingerprint.ts'
import { likenessToStory, sharedBy, storyFrom, storyKeys, storyLikeness, storyPrint } from '../analyzer/story.ts'
import { reckonedAt } from '../domain/article.ts'
import { hour } from '../domain/time.ts'
import type { Article, ArticleVersion } from '../store/articles.ts'
import type { Db } from '../store/open.ts'
import { keptApartFrom } from '../store/story-decisions.ts'
import {
  type NewSuggestion,
  type StoryNeighbour,
  saveStoryPrint,
  saveSuggestions,
  storyNeighbours,
  textsOf,
} from '../store/stories.ts'

/** Likeness without words to show for it convinces nobody: so many, or one indicator. */
const leastWords = 2
/** Suggestions kept of one article. */
const mostSuggestions = 3
/** Stories whose texts are read to say what is shared; the figures of some rule them out. */
const mostLookedAt = 6

/**
 * Saves the article's print and what it suggests. A copy that states another figure is no part of the story it copies, and
 * what people keep apart is not suggested again. Copies are place-article.ts' matter and come first.
 */
export async function suggestStories(
  db: Db,
  { article, version, clusterId }: { article: Article; version: ArticleVersion; clusterId: string },
  at: Date,
): Promise<void> {
  const text = `${version.title}\n${version.text}`
  const print = storyPrint(text)
  const self = { print, keys: storyKeys(print), at: reckonedAt(article).getTime() }
  await db.transaction((tx) => saveStoryPrint(tx, article.id, self))
  const apart = await keptApartFrom(db, clusterId)
  const neighbours = await storyNeighbours(db, { ...self, clusterId })
  const likely = likeliest(
    self,
    neighbours.filter((n) => !apart.has(n.clusterId)),
  )
  const texts = await textsOf(
    db,
    likely.map(({ nearest }) => nearest.articleId),
  )
  const own = fingerprint(text)
  const found: NewSuggestion[] = []
  for (const { nearest, likeness } of likely) {
    const other = texts.get(nearest.articleId)
    if (!other || sameness(own, other.fingerprint as Fingerprint) === 'figures-differ') continue
    const shared = sharedBy(text, `${other.title}\n${other.text}`)
    if (shared.indicators.length === 0 && shared.words.length < leastWords) continue
    const hoursApart = Math.round((Math.abs(self.at - (nearest.at ?? self.at)) / hour) * 10) / 10
    const rounded = Math.round(likeness * 1000) / 1000
    found.push({ otherArticleId: nearest.articleId, likeness: rounded, reason: { ...shared, hoursApart } })
  }
  await saveSuggestions(db, article.id, found.slice(0, mostSuggestions), at)
}

/** The stories of the neighbours that pass the threshold, likeliest first, each with the member that is nearest. */
export function likeliest(
  self: Pick<StoryNeighbour, 'print' | 'at'>,
  neighbours: readonly StoryNeighbour[],
): { nearest: StoryNeighbour; likeness: number }[] {
  const stories = new Map<string, StoryNeighbour[]>()
  for (const each of neighbours) stories.set(each.clusterId, [...(stories.get(each.clusterId) ?? []), each])
  return [...stories.values()]
    .map((members) => {
      const [nearest] = members.map((m) => ({ m, like: storyLikeness(self, m) })).sort((a, b) => b.like - a.like)
      return { nearest: nearest!.m, likeness: likenessToStory(self, members) }
    })
    .filter(({ likeness }) => likeness >= storyFrom)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, mostLookedAt)
}
