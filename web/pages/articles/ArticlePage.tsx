/** One article on its own: text with marks, versions, chain, evidence, what the analyzers found, the flags it raised. */
import { useQuery } from '@tanstack/react-query'
import { Tabs } from 'antd'
import { Link, useParams, useSearchParams } from 'react-router'
import type { ArticleDetail } from '../../../api/contract.ts'
import { Answer } from '../../components/Answer.tsx'
import { ClaimList } from '../../components/ClaimList.tsx'
import { MarkedText, MarkedTitle, MarkKey } from '../../components/MarkedText.tsx'
import { RiskBadge } from '../../components/StateTag.tsx'
import { StorySpread } from '../../components/StorySpread.tsx'
import { useMarking } from '../../components/use-marking.ts'
import { Why, WhyLink } from '../../components/Why.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { ArticleFacts } from '../review/Reading.tsx'
import { useClaimActions } from './DisputeClaim.tsx'
import { Drafts } from './Drafts.tsx'
import { ArticleTopics, useTopicParts } from './ArticleTopics.tsx'
import { EvidenceList } from './EvidenceList.tsx'
import { FlagArticle } from './FlagArticle.tsx'
import { HandedIn } from './HandedIn.tsx'
import { StoryPanel } from './StoryPanel.tsx'
import { VersionDiff } from './VersionDiff.tsx'
import { PresenceNotice, VisitList } from './VisitList.tsx'

export default function ArticlePage() {
  const { articleId = '' } = useParams()
  const answer = useQuery(questions.article(articleId))
  return (
    <div className="page">
      <Answer query={answer}>{(detail) => <ArticleView detail={detail} />}</Answer>
    </div>
  )
}

function ArticleView({ detail }: { detail: ArticleDetail }) {
  const words = useWords()
  const { article, versions, chain, claims, findings } = detail
  const risk = findings.filter((finding) => finding.analyzer === 'risk')
  const { actions, sheet } = useClaimActions(detail, article.current?.id)
  const [params, setParams] = useSearchParams()
  const show = (tab: string) => setParams(tab === 'text' ? {} : { tab }, { replace: true })
  const usual = risk.flatMap((finding) => finding.parts)
  const { parts, mentions, marking } = useMarking(findings, usual, () => show('text'))
  const topicParts = useTopicParts(article.id)
  const marked = { claims, parts: [...parts, ...topicParts], mentions, actions }
  return (
    <article className="panel stack">
      <h1>
        <MarkedTitle title={article.current?.title ?? article.title} marked={marked} />
      </h1>
      <div className="row">
        {article.riskLevel && (
          <WhyLink articleId={article.id}>
            <RiskBadge level={article.riskLevel} />
          </WhyLink>
        )}
        {detail.flagIds.map((id, at) => (
          <Link key={id} to={`/review/${id}`}>
            {words.articles.openFlag(at + 1, detail.flagIds.length)}
          </Link>
        ))}
      </div>
      <ArticleTopics articleId={article.id} />
      <FlagArticle detail={detail} />
      <PresenceNotice article={article} visits={detail.visits} />
      <HandedIn articleId={article.id} />
      <ArticleFacts article={article} />
      <Tabs
        size="small"
        activeKey={params.get('tab') ?? 'text'}
        onChange={show}
        // Five of them fit a phone.
        tabBarGutter={14}
        items={[
          {
            key: 'text',
            label: words.articles.text,
            children: article.current ? (
              <>
                <MarkKey />
                <MarkedText text={article.current.text} marked={marked} />
                <Drafts article={article} />
              </>
            ) : (
              <p className="quiet">{words.articles.noText}</p>
            ),
          },
          {
            key: 'numbers',
            label: words.check.numbers(claims.length),
            children: <ClaimList claims={claims} actions={actions} />,
          },
          {
            key: 'versions',
            label: words.articles.versions(versions.length),
            children: (
              <div className="stack">
                <VersionDiff articleId={article.id} versions={versions} />
                <VisitList article={article} visits={detail.visits} />
              </div>
            ),
          },
          {
            key: 'chain',
            label: words.articles.chain(chain.length),
            children: (
              <div className="stack">
                <StorySpread spread={detail.spread} />
                <StoryPanel articleId={article.id} />
              </div>
            ),
          },
          { key: 'evidence', label: words.articles.evidence, children: <EvidenceList detail={detail} /> },
          {
            key: 'why',
            label: words.why.title,
            children: <Why findings={findings} marking={marking} />,
          },
        ]}
      />
      {sheet}
    </article>
  )
}
