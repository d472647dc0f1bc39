/** Topics that an article matches, each with its words; a word leads to its place in the text. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { PartShown } from '../../../api/contract.ts'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { Reasons } from '../topics/Reasons.tsx'

export function ArticleTopics({ articleId }: { articleId: string }) {
  const words = useWords()
  const { data } = useQuery(questions.articleTopics(articleId))
  if (!data || data.items.length === 0) return null
  return (
    <section className="notice step1 stack tight" aria-label={words.topics.ofArticle}>
      {data.items.map(({ topic, reasons }) => (
        <div key={topic.id} className="row">
          <Link to={`/topics/${topic.id}`}>{words.topics.because(topic.name)}</Link>
          <Reasons reasons={reasons} />
        </div>
      ))}
    </section>
  )
}

/** The words of the topics as marks in the text. */
export function useTopicParts(articleId: string): PartShown[] {
  const { data } = useQuery(questions.articleTopics(articleId))
  return (data?.items ?? []).map(({ topic, reasons }) => ({
    code: 'topic-match',
    weight: 0,
    facts: { topic: topic.name, words: reasons.map(({ word }) => word).join('、') },
    spans: reasons.flatMap(({ spans }) => spans),
  }))
}
