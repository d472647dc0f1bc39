/** One story: its chain, what may belong to it, what people decide of it. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { levelsOfArticles } from '../../store/article-levels.ts'
import { articlesById, storyOf } from '../../store/articles.ts'
import { clusterById, storyHead } from '../../store/clusters.ts'
import { decisionsOfStory, keptApartFrom } from '../../store/story-decisions.ts'
import { suggestionsOf } from '../../store/stories.ts'
import { mergeStories, settleSuggestion } from '../../workflow/story/merge-stories.ts'
import { splitStory } from '../../workflow/story/split-story.ts'
import { mayArrange } from '../../workflow/story/story.ts'
import {
  doneSchema,
  idParam,
  mergeStoryRequest,
  settleSuggestionRequest,
  splitStoryRequest,
  storyViewSchema,
} from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter } from '../route.ts'
import { chainShown } from '../shapes/articles.ts'
import { moveOf } from '../shapes/moves.ts'
import { decisionShown, suggestionShown } from '../shapes/stories.ts'
import { unitsForAny, unitsOfOwnTrees } from '../who.ts'

const tags = ['stories']
const one = createRoute({
  method: 'get',
  path: '/articles/{id}/story',
  tags,
  summary: 'The story of an article: chain, suggestions, decisions, moves',
  request: { params: idParam },
  responses: answers(storyViewSchema),
})
const split = createRoute({
  method: 'post',
  path: '/stories/{id}/split',
  tags,
  summary: 'Take articles out of a story; the answer names the new one',
  request: { params: idParam, body: body(splitStoryRequest) },
  responses: answers(doneSchema),
})
const merge = createRoute({
  method: 'post',
  path: '/stories/{id}/merge',
  tags,
  summary: 'Make the story of another article one with this; the answer names the one that stays',
  request: { params: idParam, body: body(mergeStoryRequest) },
  responses: answers(doneSchema),
})
const settle = createRoute({
  method: 'post',
  path: '/stories/{id}/suggestions',
  tags,
  summary: 'Accept or refuse a suggested story',
  request: { params: idParam, body: body(settleSuggestionRequest) },
  responses: answers(doneSchema),
})

export function storyRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  const by = (c: Context<ApiEnv>) => ({ actor: c.get('actor'), at: now() })
  const done = ({ clusterId }: { clusterId: string }) => ({ ok: true as const, id: clusterId })
  app.openapi(one, async (c) => {
    unitsForAny(c, 'view-flags', 'view-incidents')
    const id = await storyOf(db, c.req.valid('param').id)
    const [story, head] = id ? [await clusterById(db, id), await storyHead(db, id)] : [null, null]
    if (!story || !head) throw notFound()
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const decisions = await decisionsOfStory(db, story.id)
    const named = await articlesById(db, [...new Set(decisions.flatMap((d) => d.articleIds))].slice(0, 500))
    const suggestions = await suggestionsOf(db, story.id, await keptApartFrom(db, story.id))
    const shown = [...story.members, ...named, ...suggestions.map((s) => s.article)].map((a) => a.id)
    const levelOf = await levelsOfArticles(db, shown, unitsOfOwnTrees(actor, tree))
    return c.json(
      {
        id: story.id,
        chain: chainShown(story, levelOf),
        origin: story.origin,
        suggestions: suggestions.map((s) => suggestionShown(s, levelOf)),
        decisions: decisions.map((d) =>
          decisionShown(d, { named: named.filter((a) => d.articleIds.includes(a.id)), tree, levelOf }),
        ),
        moves: [moveOf('arrange', mayArrange(head, { actor, tree }))],
      },
      200,
    )
  })
  app.openapi(split, async (c) => {
    const input = { clusterId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await splitStory(db, input, by(c)))), 200)
  })
  app.openapi(merge, async (c) => {
    const input = { clusterId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await mergeStories(db, input, by(c)))), 200)
  })
  app.openapi(settle, async (c) => {
    const { storyId, verb, reason } = c.req.valid('json')
    const input = { clusterId: c.req.valid('param').id, otherClusterId: storyId, verb, reason }
    return c.json(done(orRefuse(await settleSuggestion(db, input, by(c)))), 200)
  })
  return app
}
