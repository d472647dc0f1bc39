/**
 * Topics against articles as they are read: kept compiled until one of them changes, so that an edit counts from the next
 * article on, in every process. What a match brings about is worked out here and opened by the step.
 */
import { compileTopics, type TopicMatcher } from '../analyzer/topic.ts'
import { riskLevels, type RiskLevel } from '../domain/risk.ts'
import type { FindingPart } from '../domain/finding.ts'
import { topicScores } from '../domain/topic.ts'
import type { Db } from '../store/open.ts'
import { activeTopics, saveTopicMatches, type Topic, topicsStamp } from '../store/topics.ts'
import { switchPatternOff } from '../workflow/topic/change-topic.ts'
import { tellMatch } from '../workflow/topic/tell-match.ts'

export type TopicsHeld = { byId: Map<string, Topic>; matcher: TopicMatcher }
export type TopicKeeper = { read(): Promise<TopicsHeld> }
/** Flags of one article as the analyzers want them. */
export type WantedFlag = { unitId: string; types: string[]; level: RiskLevel; score: number; reasons: FindingPart[] }

export function topicKeeperOf(db: Db): TopicKeeper {
  let held: { stamp: string; topics: Promise<TopicsHeld> } | null = null
  return {
    read: async () => {
      const stamp = await topicsStamp(db)
      if (held?.stamp === stamp) return held.topics
      const mine = { stamp, topics: compile(db) }
      held = mine
      mine.topics.catch(() => {
        if (held === mine) held = null
      })
      return mine.topics
    },
  }
}

async function compile(db: Db): Promise<TopicsHeld> {
  const topics = await activeTopics(db)
  return { byId: new Map(topics.map((topic) => [topic.id, topic])), matcher: compileTopics(topics) }
}

/** `isAgain`: the same text was judged before, and nobody is told of it once more. */
type ReadArticle = Parameters<TopicMatcher['match']>[0] & {
  id: string
  versionId: string
  seenAt: Date
  isAgain: boolean
}

/** Saves what the article matches, switches slow patterns off, tells who wants to be told; answers with the flags wanted. */
export async function matchTopics(db: Db, keeper: TopicKeeper, article: ReadArticle, at: Date): Promise<WantedFlag[]> {
  const { byId, matcher } = await keeper.read()
  const { matches, slow } = matcher.match(article, () => performance.now())
  for (const pattern of slow) await switchPatternOff(db, pattern, at)
  const { id: articleId, versionId: articleVersionId, seenAt, title } = article
  const asked = new Map([...byId.values()].map((topic) => [topic.id, topic.n]))
  const saved = await db.transaction((tx) =>
    saveTopicMatches(tx, { articleId, articleVersionId, seenAt, matches, isFresh: true, asked }, at),
  )
  const flags: WantedFlag[] = []
  for (const { topicId, reasons, isFresh } of saved) {
    const topic = byId.get(topicId)
    if (!topic || !isFresh) continue
    if (!article.isAgain) await tellMatch(db, { topic, article: { id: articleId, title } }, at)
    if (topic.review !== 'none') flags.push(flagOf(topic, topic.review, reasons))
  }
  return flags
}

function flagOf(topic: Topic, level: 'low' | 'elevated', reasons: { word: string; spans: FindingPart['spans'] }[]) {
  const words = reasons.map(({ word }) => word).join('、')
  const part = {
    ...{ code: 'topic-match', weight: topicScores[level], facts: { topic: topic.name, words: words.slice(0, 200) } },
    spans: reasons.flatMap(({ spans }) => spans).slice(0, 10),
  }
  return { unitId: topic.unitId, types: ['topic'], level, score: topicScores[level], reasons: [part] }
}

/** One flag a unit: the higher level of both, every type and reason. */
export function joinFlags<Flag extends WantedFlag>(flags: Flag[], more: WantedFlag[]): WantedFlag[] {
  const byUnit = new Map<string, WantedFlag>(flags.map((flag) => [flag.unitId, flag]))
  for (const flag of more) {
    const known = byUnit.get(flag.unitId)
    if (!known) byUnit.set(flag.unitId, flag)
    else
      byUnit.set(flag.unitId, {
        ...known,
        types: [...new Set([...known.types, ...flag.types])],
        level: riskLevels.indexOf(flag.level) > riskLevels.indexOf(known.level) ? flag.level : known.level,
        score: Math.max(known.score, flag.score),
        reasons: [...known.reasons, ...flag.reasons],
      })
  }
  return [...byUnit.values()]
}
