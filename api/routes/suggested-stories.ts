/** Stories that may be one, over all stories: the list, and many of them accepted or refused at once. */
import { createRoute } from '@hono/zod-openapi'
import { addMs, day } from '../../domain/time.ts'
import { levelsOfArticles } from '../../store/article-levels.ts'
import { articlesById } from '../../store/articles.ts'
import { openSuggestions, storyFacts } from '../../store/open-suggestions.ts'
import { settleSuggestions } from '../../workflow/story/settle-suggestions.ts'
import { mayArrange } from '../../workflow/story/story.ts'
import {
  settledSchema,
  settleSuggestionsRequest,
  type SuggestedPairShown,
  suggestedPairsQuery,
  suggestedPairsSchema,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { articleRow } from '../shapes/articles.ts'
import { moveOf } from '../shapes/moves.ts'
import { reasonShown } from '../shapes/stories.ts'
import { iso } from '../shapes/units.ts'
import { unitsFor, unitsOfOwnTrees } from '../who.ts'

const tags = ['stories']
const list = createRoute({
  ...{ method: 'get', path: '/stories/suggested', tags, summary: 'Stories that may be one, likest or newest first' },
  request: { query: suggestedPairsQuery },
  responses: listAnswers(suggestedPairsSchema, csvSchema),
})
const settle = createRoute({
  ...{ method: 'post', path: '/stories/suggested/settle', tags },
  summary: 'Accept or refuse suggested stories, each by itself; what is refused is left and named',
  request: { body: body(settleSuggestionsRequest) },
  responses: answers(settledSchema),
})

export function suggestedStoryRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const visible = unitsFor(c, 'view-flags')
    const { format, flagged, days, ...filter } = c.req.valid('query')
    const found = await openSuggestions(db, {
      ...filter,
      ...(format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}),
      since: addMs(now(), -Number(days) * day),
      flaggedFor: flagged === 'mine' ? visible : null,
    })
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const ids = [...new Set(found.items.flatMap((pair) => [pair.articleId, pair.otherArticleId]))]
    const named = new Map((await articlesById(db, ids)).map((a) => [a.id, a]))
    const levelOf = await levelsOfArticles(db, ids, unitsOfOwnTrees(actor, tree))
    const facts = await storyFacts(
      db,
      found.items.flatMap((pair) => [pair.storyId, pair.otherStoryId]),
    )
    const items = found.items.map(({ articleId, otherArticleId, storyId, otherStoryId, likeness, reason, at }) => {
      const [own, other] = [facts.get(storyId), facts.get(otherStoryId)]
      const rights = [own, other].map((story) => mayArrange(story ?? { flaggedFor: [] }, { actor, tree }))
      return {
        ...{ storyId, otherStoryId, likeness, reason: reasonShown(reason), at: iso(at) },
        ...{ articles: own?.articles ?? 0, otherArticles: other?.articles ?? 0 },
        article: articleRow(named.get(articleId)!, levelOf),
        other: articleRow(named.get(otherArticleId)!, levelOf),
        moves: [moveOf('arrange', rights.find((right) => !right.ok) ?? rights[0]!)],
      }
    })
    if (format === 'csv') return csvFile(c, 'suggested-stories', columns, items)
    return c.json({ items, total: found.total, page: filter.page, pageSize: filter.pageSize }, 200)
  })
  app.openapi(settle, async (c) => {
    const by = { actor: c.get('actor'), at: now() }
    return c.json(orRefuse(await settleSuggestions(db, c.req.valid('json'), by)), 200)
  })
  return app
}

function columns({ say }: FileSpeech) {
  const both = (title: [string, string], value: (a: SuggestedPairShown['article']) => string | Date | null) => [
    { title: say(`报道一${title[0]}`, `Article 1: ${title[1]}`), value: (p: SuggestedPairShown) => value(p.article) },
    { title: say(`报道二${title[0]}`, `Article 2: ${title[1]}`), value: (p: SuggestedPairShown) => value(p.other) },
  ]
  return [
    ...both(['标题', 'title'], (a) => a.title),
    ...both(['媒体', 'outlet'], (a) => a.outlet.name),
    ...both(['发布时间', 'published'], (a) => instantCell(a.publishedAt)),
    ...both(['网址', 'address'], (a) => a.url),
    { title: say('相近程度', 'Likeness'), value: (p: SuggestedPairShown) => p.likeness },
    {
      title: say('共有少见词', 'Shared rare words'),
      value: (p: SuggestedPairShown) => p.reason.words.join(say('、', ', ')),
    },
    { title: say('相差小时', 'Hours apart'), value: (p: SuggestedPairShown) => Math.round(p.reason.hoursApart) },
    { title: say('建议时间', 'Suggested'), value: (p: SuggestedPairShown) => instantCell(p.at) },
  ]
}
