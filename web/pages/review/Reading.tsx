/** Middle pane: the article as it was fetched, with its marks; its versions, its chain of reposts, the sealed evidence. */
import { Tabs } from 'antd'
import { type ArticleShown, type FlagDetail, isOnWeb } from '../../../api/contract.ts'
import { type Marked, MarkedText, MarkedTitle, MarkKey } from '../../components/MarkedText.tsx'
import { StorySpread } from '../../components/StorySpread.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { Drafts } from '../articles/Drafts.tsx'
import { EvidenceList } from '../articles/EvidenceList.tsx'
import { HandedIn } from '../articles/HandedIn.tsx'
import { StoryPanel } from '../articles/StoryPanel.tsx'
import { VersionDiff } from '../articles/VersionDiff.tsx'
import { PresenceNotice, VisitList } from '../articles/VisitList.tsx'

export function Reading({ detail, marked }: { detail: FlagDetail; marked: Marked }) {
  const words = useWords()
  const { article, versions, chain } = detail
  const read = versions.find((version) => version.id === detail.flag.articleVersionId) ?? article.current
  return (
    <>
      <header className="article-head">
        <h2>
          <MarkedTitle title={read?.title ?? article.title} marked={marked} />
        </h2>
        <PresenceNotice article={article} visits={detail.visits} />
        <HandedIn articleId={article.id} />
        <ArticleFacts article={article} />
      </header>
      <Tabs
        size="small"
        items={[
          {
            key: 'text',
            label: words.articles.text,
            children: read ? (
              <>
                <MarkKey />
                <MarkedText text={read.text} marked={marked} />
                <Drafts article={article} />
              </>
            ) : (
              <p className="quiet">{words.articles.noText}</p>
            ),
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
        ]}
      />
    </>
  )
}

export function ArticleFacts({ article }: { article: ArticleShown }) {
  const words = useWords()
  const { subtitle = '', placeLine = '', images = [] } = article.current ?? {}
  return (
    <dl className="facts">
      {subtitle !== '' && (
        <>
          <dt>{words.kept.subtitle}</dt>
          <dd>{subtitle}</dd>
        </>
      )}
      <dt>{words.articles.outlet}</dt>
      <dd>
        {article.outlet.name}
        <span className="faint">
          {' '}
          {words.states.outletKind[article.outlet.kind]} · {words.states.origin[article.outlet.origin]}
        </span>
      </dd>
      {article.sourceLine !== '' && (
        <>
          <dt>{words.articles.sourceLine}</dt>
          <dd>{article.sourceLine}</dd>
        </>
      )}
      {article.byline !== '' && (
        <>
          <dt>{words.articles.byline}</dt>
          <dd>{article.byline}</dd>
        </>
      )}
      {placeLine !== '' && (
        <>
          <dt>{words.kept.placeLine}</dt>
          <dd>{placeLine}</dd>
        </>
      )}
      {images.length > 0 && (
        <>
          <dt>{words.kept.images(images.length)}</dt>
          <dd>{images.map(({ caption }) => caption || words.kept.noCaption).join(' · ')}</dd>
        </>
      )}
      <dt>{words.articles.published}</dt>
      <dd>
        <TimeText at={article.publishedAt} />
      </dd>
      <dt>{isOnWeb(article.url) ? words.articles.firstSeen : words.submissions.at}</dt>
      <dd>
        <TimeText at={article.firstSeenAt} />
      </dd>
      <dt>{words.articles.address}</dt>
      <dd>
        {isOnWeb(article.url) ? (
          <a href={article.url} target="_blank" rel="noreferrer noopener">
            {article.url}
          </a>
        ) : (
          <span className="faint">{words.submissions.noAddress}</span>
        )}
      </dd>
    </dl>
  )
}
